using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Evolution;

public sealed class SchemaUpdateTests : IDisposable
{
    private readonly Warehouse _warehouse = new();
    private readonly Table _table;

    public SchemaUpdateTests() => _table = _warehouse.Catalog.CreateTable(
        Warehouse.Orders,
        new TableDefinition(new Schema(
            0,
            [
                new NestedField(1, "id", PrimitiveType.Int, Required: true),
                new NestedField(2, "name", PrimitiveType.String),
                new NestedField(3, "price", PrimitiveType.Decimal(9, 2), Required: true),
                new NestedField(4, "at", PrimitiveType.Timestamp),
                new NestedField(5, "place", new StructType([new NestedField(6, "city", PrimitiveType.String), new NestedField(7, "lat", PrimitiveType.Float)])),
                new NestedField(8, "tags", new ListType(9, PrimitiveType.String)),
                new NestedField(10, "items", new MapType(11, new StructType([new NestedField(12, "sku", PrimitiveType.Int)]), 13, new StructType([new NestedField(14, "n", PrimitiveType.Int)]))),
            ],
            [1]))
        {
            PartitionedBy = [new PartitionBy("at", Transform.Day)],
        });

    [Fact]
    public void Fresh_ids_go_level_by_level() => _table.Schema.AllFields.Select(f => $"{f.Path}={f.Field.Id}").ShouldBe(
    [
        "id=1", "name=2", "price=3", "at=4", "place=5", "place.city=8", "place.lat=9", "tags=6", "tags.element=10",
        "items=7", "items.key=11", "items.key.sku=13", "items.value=12", "items.value.n=14",
    ]);

    [Fact]
    public void A_column_is_added_at_the_end() => Check(s => s.AddColumn("note", PrimitiveType.String, "why"), "note", "15: note optional string");

    [Fact]
    public void A_nested_column_is_added_with_ids_of_its_parts() => Check(
        s => s.AddColumn("extra", new ListType(1, new StructType([new NestedField(2, "x", PrimitiveType.Int)]))),
        "extra",
        "15: extra optional list<struct<17: x optional int>>");

    [Fact]
    public void A_member_is_added_to_a_struct() => Check(s => s.AddColumn("place.zip", PrimitiveType.String), "place.zip", "15: zip optional string");

    [Fact]
    public void A_member_is_added_to_the_values_of_a_map() => Check(s => s.AddColumn("items.m", PrimitiveType.Long), "items.value.m", "15: m optional long");

    [Fact]
    public void A_rename_keeps_the_id() => Check(s => s.RenameColumn("NAME", "title"), "title", "2: title optional string");

    [Fact]
    public void A_nested_rename_keeps_the_id() => Check(s => s.RenameColumn("place.city", "town"), "place.town", "8: town optional string");

    [Fact]
    public void Int_becomes_long() => Check(s => s.PromoteColumn("id", PrimitiveType.Long), "id", "1: id required long");

    [Fact]
    public void Decimals_get_more_digits() =>
        Check(s => s.PromoteColumn("price", PrimitiveType.Decimal(12, 2)), "price", "3: price required decimal(12, 2)");

    [Fact]
    public void Nested_floats_become_double() => Check(s => s.PromoteColumn("place.lat", PrimitiveType.Double), "place.lat", "9: lat optional double");

    [Fact]
    public void Required_becomes_optional() => Check(s => s.MakeOptional("price"), "price", "3: price optional decimal(9, 2)");

    [Fact]
    public void Columns_move()
    {
        Update(s => s.MoveFirst("tags").MoveAfter("id", "name").MoveBefore("items", "price").MoveAfter("place.city", "place.lat"))
            .Schema.Fields.Select(f => f.Name).ShouldBe(["tags", "name", "id", "items", "price", "at", "place"]);
        _table.Refresh().Schema.AllFields.Select(f => f.Path).Where(p => p.StartsWith("place.", StringComparison.Ordinal))
            .ShouldBe(["place.lat", "place.city"]);
    }

    [Fact]
    public void A_dropped_id_is_never_used_again()
    {
        Update(s => s.DropColumn("items"));
        var table = Update(s => s.AddColumn("items", PrimitiveType.Int));
        table.Schema.Find("items").ShouldNotBeNull().Id.ShouldBe(15);
        table.Metadata.Schemas.Length.ShouldBe(3);
        table.Metadata.LastColumnId.ShouldBe(15);
    }

    [Fact]
    public void Going_back_to_earlier_columns_uses_their_schema()
    {
        Update(s => s.MakeOptional("price").RenameColumn("name", "title"));
        Update(s => s.RenameColumn("title", "name")).Metadata.Schemas.Length.ShouldBe(3);
        var twice = Update(s => s.RenameColumn("name", "title"));
        twice.Metadata.CurrentSchemaId.ShouldBe(1);
        twice.Metadata.Schemas.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("there is already", "add", "name")]
    [InlineData("key of a map", "add", "items.key.x")]
    [InlineData("cannot get a member", "add", "name.x")]
    [InlineData("identifies rows", "drop", "id")]
    [InlineData("partition field 'at_day'", "drop", "at")]
    [InlineData("no column 'nmae'", "drop", "nmae")]
    [InlineData("not a column", "drop", "tags.element")]
    [InlineData("key of a map", "drop", "items.key.sku")]
    [InlineData("only column of 'items.value'", "drop", "items.value.n")]
    [InlineData("already a column", "rename", "id")]
    [InlineData("cannot be changed from string to int", "promote", "name")]
    [InlineData("must stay required", "optional", "id")]
    [InlineData("same struct", "move", "place.city")]
    [InlineData("cannot identify rows", "identify", "name")]
    public void Forbidden_changes_are_refused(string message, string change, string path)
    {
        var diagnostic = Should.Throw<DiagnosticException>(() => Update(s => Apply(s, change, path))).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.InvalidSchema);
        diagnostic.Message.ShouldContain(message, Case.Insensitive);
    }

    [Fact]
    public void Types_of_later_formats_are_refused() => Should.Throw<DiagnosticException>(
        () => Update(s => s.AddColumn("v", PrimitiveType.Variant))).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidSchema);

    [Fact]
    public void A_name_mapping_learns_new_names()
    {
        var transaction = _table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string>
        {
            [NameMapping.Property] = """[{"field-id":2,"names":["name"]},{"field-id":5,"names":["place"],"fields":[{"field-id":8,"names":["city"]}]}]""",
        });
        transaction.UpdateSchema(s => s.RenameColumn("name", "title").RenameColumn("place.city", "town"));
        var mapping = NameMapping.Of(transaction.Commit().Metadata.Properties).ShouldNotBeNull();
        mapping.Find("name").ShouldBe(2);
        mapping.Find("title").ShouldBe(2);
        mapping.Find("place", "town").ShouldBe(8);
        mapping.Find("place", "country").ShouldBeNull();
        NameMapping.Parse(mapping.ToJson()).ToJson().ShouldBe(mapping.ToJson());
    }

    [Fact]
    public void A_name_that_is_used_again_is_mapped_to_its_new_column()
    {
        var transaction = _table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string>
        {
            [NameMapping.Property] = """[{"field-id":2,"names":["name"]},{"field-id":5,"names":["place"],"fields":[{"field-id":8,"names":["city"]},{"field-id":9,"names":["lat"]}]}]""",
        });
        transaction.UpdateSchema(s => s.DropColumn("name").AddColumn("name", PrimitiveType.Int).DropColumn("place.city").AddColumn("place.city", PrimitiveType.Int));
        var mapping = NameMapping.Of(transaction.Commit().Metadata.Properties).ShouldNotBeNull();
        mapping.Find("name").ShouldBe(15);
        mapping.Find("place", "city").ShouldBe(16);
        mapping.Find("place", "lat").ShouldBe(9);
    }

    [Fact]
    public void Swapped_names_swap_ids_at_every_depth()
    {
        var table = Update(s => s.AddColumn("items.m", PrimitiveType.Int).AddColumn("lines", new ListType(1, new StructType([new NestedField(2, "a", PrimitiveType.Int), new NestedField(3, "b", PrimitiveType.Int)]))));
        var (city, lat) = (table.Schema.Find("place.city")?.Id, table.Schema.Find("place.lat")?.Id);
        var (n, m) = (table.Schema.Find("items.value.n")?.Id, table.Schema.Find("items.value.m")?.Id);
        var (a, b) = (table.Schema.Find("lines.element.a")?.Id, table.Schema.Find("lines.element.b")?.Id);
        table = Update(s =>
        {
            foreach (var (path, one, two) in new[] { ("place", "city", "lat"), ("items.value", "n", "m"), ("lines.element", "a", "b") })
            {
                s.RenameColumn($"{path}.{one}", "swap").RenameColumn($"{path}.{two}", one).RenameColumn($"{path}.swap", two);
            }
        });
        (table.Schema.Find("place.city")?.Id, table.Schema.Find("place.lat")?.Id).ShouldBe((lat, city));
        (table.Schema.Find("items.value.n")?.Id, table.Schema.Find("items.value.m")?.Id).ShouldBe((m, n));
        (table.Schema.Find("lines.element.a")?.Id, table.Schema.Find("lines.element.b")?.Id).ShouldBe((b, a));
    }

    [Fact]
    public void Elements_of_lists_and_values_of_maps_are_promoted_and_moved()
    {
        Update(s => s.AddColumn("numbers", new ListType(1, PrimitiveType.Int)).AddColumn("items.value.m", PrimitiveType.Float));
        var table = Update(s => s.PromoteColumn("numbers.element", PrimitiveType.Long).PromoteColumn("items.value.n", PrimitiveType.Long).MoveFirst("items.value.m"));
        table.Schema.Find("numbers").ShouldNotBeNull().Type.ToString().ShouldBe("list<long>");
        table.Schema.Find("items.value").ShouldNotBeNull().Type.ToString().ShouldBe("struct<17: m optional float, 14: n optional long>");
    }

    [Fact]
    public void A_member_of_a_struct_is_dropped_and_its_id_never_used_again()
    {
        Update(s => s.DropColumn("place.city"));
        Update(s => s.AddColumn("place.city", PrimitiveType.String)).Schema.Find("place.city").ShouldNotBeNull().Id.ShouldBe(15);
    }

    [Fact]
    public void Names_may_have_dots_of_their_own() => Check(s => s.AddColumn("a.b", PrimitiveType.Int), "a.b", "15: a.b optional int");

    [Fact]
    public void A_path_that_goes_astray_below_a_column_names_no_new_one() =>
        Should.Throw<DiagnosticException>(() => Update(s => s.AddColumn("place.cty.zip", PrimitiveType.Int))).Diagnostic.Message.ShouldContain("no column 'place.cty'");

    [Fact]
    public void Dates_become_timestamps_in_format_3_only()
    {
        Update(s => s.AddColumn("day", PrimitiveType.Date));
        Should.Throw<DiagnosticException>(() => Update(s => s.PromoteColumn("day", PrimitiveType.Timestamp))).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidSchema);
        Upgrade();
        Check(s => s.PromoteColumn("day", PrimitiveType.Timestamp), "day", "15: day optional timestamp");
    }

    [Fact]
    public void Defaults_need_format_3()
    {
        Should.Throw<DiagnosticException>(() => Update(s => s.AddColumn("n", PrimitiveType.Int, defaultJson: "7"))).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidSchema);
        Upgrade();
        var field = Update(s => s.AddColumn("place.n", PrimitiveType.Int, defaultJson: "7")).Schema.Find("place.n").ShouldNotBeNull();
        (field.InitialDefault, field.WriteDefault).ShouldBe(("7", "7"));
        field = Update(s => s.SetWriteDefault("place.n", "8")).Schema.Find("place.n").ShouldNotBeNull();
        (field.InitialDefault, field.WriteDefault).ShouldBe(("7", "8"));
    }

    [Fact]
    public void Properties_of_columns_follow_them()
    {
        const string Metrics = "write.metadata.metrics.column.";
        var transaction = _table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { [Metrics + "name"] = "full", [Metrics + "place.lat"] = "none", [Metrics + "tags"] = "none" });
        transaction.UpdateSchema(s => s.RenameColumn("name", "title").RenameColumn("place", "spot").DropColumn("tags"));
        var properties = transaction.Commit().Metadata.Properties;
        properties.Keys.Where(k => k.StartsWith(Metrics, StringComparison.Ordinal)).ShouldBe([Metrics + "spot.lat", Metrics + "title"]);
        properties[Metrics + "title"].ShouldBe("full");
    }

    public void Dispose() => _warehouse.Dispose();

    private static SchemaUpdate Apply(SchemaUpdate update, string change, string path) => change switch
    {
        "add" => update.AddColumn(path, PrimitiveType.Int),
        "drop" => update.DropColumn(path),
        "rename" => update.RenameColumn("name", path),
        "promote" => update.PromoteColumn(path, PrimitiveType.Int),
        "optional" => update.MakeOptional(path),
        "move" => update.MoveAfter("name", path),
        "identify" => update.SetIdentifierFields([path]),
        _ => throw new ArgumentException(change),
    };

    private void Upgrade()
    {
        var transaction = _table.Refresh().NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { [TableProperties.FormatVersion] = "3" });
        transaction.Commit();
    }

    private void Check(Action<SchemaUpdate> change, string path, string field) =>
        Update(change).Schema.Find(path).ShouldNotBeNull().ToString().ShouldBe(field);

    private Table Update(Action<SchemaUpdate> change)
    {
        var transaction = _table.Refresh().NewTransaction();
        transaction.UpdateSchema(change);
        return transaction.Commit();
    }
}
