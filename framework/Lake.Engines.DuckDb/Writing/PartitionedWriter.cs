using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Values;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// Lets DuckDB part the rows by the values of the partition fields, which are computed as further columns that do not
/// get into the files. The query runs once.
/// </summary>
internal sealed class PartitionedWriter(StatementContext context)
{
    public List<(WrittenFile Written, string Location, PartitionTuple Partition)> Write(Transaction transaction, Table table, SqlComposer query, string options)
    {
        using var folder = new OutputFolder(context.Work.Catalog.Io, $"{table.DataLocation}/{OwnFile.NewName()}");
        var keys = PartitionSql.Of(table.Spec, table.Schema);
        var names = keys.Select((_, i) => FormattableString.Invariant($"__lake_part{i}")).ToList();
        var copy = new SqlComposer(query.Source)
            .Add($"COPY (SELECT *, {string.Join(", ", keys.Zip(names, (key, name) => $"{key} AS {name}"))} FROM (").Append(query)
            .Add($"\n) AS __lake_rows) TO {SqlText.Literal(folder.Path)} (")
            .Add($"PARTITION_BY ({string.Join(", ", names)}), HIVE_FILE_PATTERN false, FILENAME_PATTERN '{{uuid}}', {options})");
        var written = context.Duck.Query(copy, context.Statement.Span).ConvertAll(WrittenFile.Read);
        return written.ConvertAll(file => Place(transaction, table, file, names));
    }

    /// <summary>Puts a file where readers expect those of its partition.</summary>
    private (WrittenFile, string, PartitionTuple) Place(Transaction transaction, Table table, WrittenFile file, List<string> names)
    {
        var types = table.Spec.ResultTypes(table.Schema);
        var values = names.Select((name, i) => Value(types[i], file.PartitionKeys.GetValueOrDefault(name))).ToImmutableArray();
        var location = $"{table.DataLocation}/{FolderOf(table, new PartitionTuple(values))}/{OwnFile.NewName()}.parquet";
        context.Work.Writing(transaction, location);
        File.Move(file.Path, context.Work.Catalog.Io.OutputPath(location));
        return (file, location, new PartitionTuple(values));
    }

    /// <summary>The folder of a partition of the table's present kind, as in <c>region=eu/day=2024-01-31</c>; empty where there are none.</summary>
    public static string FolderOf(Table table, PartitionTuple partition) => string.Join('/', table.Spec.Fields.Take(partition.Values.Length).Select((field, i) =>
        $"{Encode(field.Name)}={Encode(field.Transform.ToHuman(SourceType(table.Schema, field), partition[i]))}"));

    private static object? Value(PrimitiveType type, string? text) => text is null ? null : (type.Kind, text) switch
    {
        (PrimitiveKind.Double, "nan" or "inf" or "-inf") => double.Parse(Spelled(text), CultureInfo.InvariantCulture),
        (PrimitiveKind.Float, "nan" or "inf" or "-inf") => float.Parse(Spelled(text), CultureInfo.InvariantCulture),
        _ => SingleValue.Parse(type, text) ?? throw EngineRules.InvalidValue.Error(null, $"'{text}' cannot be the partition value of a {type}."),
    };

    private static string Spelled(string text) => text switch { "nan" => "NaN", "inf" => "Infinity", _ => "-Infinity" };

    private static PrimitiveType SourceType(Schema schema, PartitionField field) =>
        schema.Find(field.SourceId)?.Type as PrimitiveType ?? PrimitiveType.String;

    /// <summary>As Java's URLEncoder, but for the asterisk, which would make a pattern of the path.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text.Length > 100 ? text[..100] : text))
        {
            var c = (char)value;
            _ = char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? encoded.Append(c)
                : c == ' ' ? encoded.Append('+')
                : encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return encoded.ToString() is { Length: <= 200 } path ? path : encoded.ToString(0, 200);
    }
}
