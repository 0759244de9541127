using System.Collections.Immutable;
using Lake.Iceberg;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>What an equality delete compares: a column of the table, a member of a struct, or what was dropped since.</summary>
/// <param name="Column">The column of the table, or as much of it as leads to the member, under a name of its own.</param>
/// <param name="Members">The way from the column to the member.</param>
/// <param name="IsShown">Whether it is a column that the query shows anyway.</param>
internal sealed record EqualityColumn(NestedField Column, ImmutableArray<string> Members, bool IsShown)
{
    /// <param name="schema">Of the version that is read, with the names that SQL has for its columns.</param>
    public static EqualityColumn Of(Table table, Schema schema, int id)
    {
        if (schema.Fields.FirstOrDefault(field => field.Id == id) is { } shown)
        {
            return new EqualityColumn(shown, [], IsShown: true);
        }

        var home = table.Metadata.Schemas.Reverse().Prepend(table.Schema).Prepend(schema).FirstOrDefault(s => s.Find(id) is not null);
        if (home?.Find(id) is not { } field)
        {
            throw Unreadable(table, id);
        }

        var members = ImmutableArray<string>.Empty;
        for (var parent = home.ParentOf(id); parent is { } outer; parent = home.ParentOf(outer))
        {
            members = members.Insert(0, field.Name);
            field = home.Find(outer) is { Type: StructType } around ? around with { Type = new StructType([field]) } : throw Unreadable(table, id);
        }

        return new EqualityColumn(field with { Name = FormattableString.Invariant($"__lake_equal{id}") }, members, IsShown: false);
    }

    /// <summary>Null where a struct on the way is null.</summary>
    public string ValueIn(string column) => Members.Aggregate(column, (value, member) => $"struct_extract({value}, {SqlText.Literal(member)})");

    private static Lake.Text.DiagnosticException Unreadable(Table table, int id) => IcebergRules.UnsupportedFormat.Error(
        null, $"Table '{table.Identifier}' has rows deleted by their values in field {id}, which is no column and in no struct of it.", "rewrite the table with the engine that wrote it");
}
