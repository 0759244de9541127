using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>What a query put into files.</summary>
internal sealed record Written(ImmutableArray<DataFile> Files, long Rows);

/// <summary>Runs a query into Parquet files of a table. Nothing refers to the files yet.</summary>
internal sealed class DataWriter(StatementContext context)
{
    /// <param name="transaction">Of the table; it says columns, partitioning and place.</param>
    /// <param name="query">Returns exactly the columns of the table.</param>
    public Written Write(Transaction transaction, SqlComposer query)
    {
        var table = transaction.Stage();
        var files = WriteFiles(transaction, table, Sorted(table, RowChecks.Of(table, query)));
        var kept = files.Where(file => file.Written.Rows > 0).ToList();
        try
        {
            foreach (var file in kept)
            {
                FileChecks.Check(context, table, file.Written);
            }
        }
        catch (DiagnosticException)
        {
            foreach (var file in kept)
            {
                context.Work.Catalog.Io.Delete(file.Location);
            }

            throw;
        }

        return new Written(
            [.. kept.Select(file => Describe(table, file.Written, file.Location, file.Partition))],
            kept.Sum(file => file.Written.Rows));
    }

    /// <summary>Rows that the table has already, stored otherwise: nothing about them is checked, and where rows have numbers they keep them.</summary>
    /// <param name="query">Returns the columns of the table, with <see cref="RowNumbers"/> where it has any.</param>
    /// <param name="partition">The one partition of all rows, where they have one.</param>
    public ImmutableArray<DataFile> Rewrite(Transaction transaction, SqlComposer query, PartitionTuple? partition)
    {
        var table = transaction.Stage();
        var (sorted, options) = (Sorted(table, query), Options(table, RowNumbers.With(table)));
        var files = partition is null && !table.Spec.IsUnpartitioned
            ? new PartitionedWriter(context).Write(transaction, table, sorted, options)
            : WriteOne(transaction, table, sorted, options, partition ?? PartitionTuple.Empty);
        var order = partition is null && !table.Spec.IsUnpartitioned ? (int?)null : table.Metadata.SortOrder.OrderId;
        return [.. files.Where(file => file.Written.Rows > 0).Select(file => Describe(table, file.Written, file.Location, file.Partition) with { SortOrderId = order })];
    }

    private List<(WrittenFile Written, string Location, PartitionTuple Partition)> WriteFiles(Transaction transaction, Table table, SqlComposer query)
    {
        try
        {
            var options = Options(table, table.Schema);
            return !table.Spec.IsUnpartitioned ? new PartitionedWriter(context).Write(transaction, table, query, options)
                : SplitWriter.IsWorthwhile(context, table, query) ? new SplitWriter(context).Write(transaction, table, query, options)
                : WriteOne(transaction, table, query, options, PartitionTuple.Empty);
        }
        catch (DiagnosticException error)
        {
            throw RowChecks.Explain(context, table, error);
        }
    }

    /// <summary>Options of COPY that all files of a table share.</summary>
    /// <param name="written">The columns of the files.</param>
    private static string Options(Table table, Schema written)
    {
        if (written.AllFields.FirstOrDefault(field => !IsWritable(field.Field.Type)) is { Path: { } path, Field: { } unwritable })
        {
            throw EngineRules.UnsupportedType.Error(
                null, $"Table '{table.Identifier}' has the column '{path}' of the type {unwritable.Type}, which is only read here.", "write to the table with another engine, or drop the column");
        }

        return $"FORMAT parquet, COMPRESSION {Codec(table)}, FIELD_IDS {FieldIds.Of(written)}, "
            + $"KV_METADATA {{'iceberg.schema': {SqlText.Literal(SchemaJson.Write(table.Schema))}}}, RETURN_STATS";
    }

    /// <summary>DuckDB has no type that becomes what the format demands of these.</summary>
    private static bool IsWritable(IcebergType type) =>
        type is not PrimitiveType { Kind: PrimitiveKind.Fixed or PrimitiveKind.TimestampTzNs or PrimitiveKind.Geometry or PrimitiveKind.Geography };

    private List<(WrittenFile Written, string Location, PartitionTuple Partition)> WriteOne(
        Transaction transaction, Table table, SqlComposer query, string options, PartitionTuple partition)
    {
        var folder = PartitionedWriter.FolderOf(table, partition);
        var location = $"{table.DataLocation}/{folder}{(folder.Length > 0 ? "/" : "")}{OwnFile.NewName()}.parquet";
        context.Work.Writing(transaction, location);
        var copy = new SqlComposer(query.Source).Add("COPY (").Append(query)
            .Add($"\n) TO {SqlText.Literal(context.Work.Catalog.Io.OutputPath(location))} ({options})");
        List<WrittenFile> written;
        using (new WriteBehind(context.Work.Catalog.Io, location))
        {
            written = context.Duck.Query(copy, context.Statement.Span).ConvertAll(WrittenFile.Read);
        }

        if (written.TrueForAll(file => file.Rows == 0))
        {
            context.Work.Catalog.Io.Delete(location);
        }

        return [.. written.Select(file => (file, location, partition))];
    }

    private static DataFile Describe(Table table, WrittenFile file, string location, PartitionTuple partition) => new()
    {
        Path = location,
        RecordCount = file.Rows,
        FileSizeInBytes = file.Size,
        SpecId = table.Spec.SpecId,
        SortOrderId = table.Spec.IsUnpartitioned ? table.Metadata.SortOrder.OrderId : null,
        Partition = partition,
        Metrics = FileMetrics.Of(table.Metadata, file),
    };

    private static SqlComposer Sorted(Table table, SqlComposer query) => table.Metadata.SortOrder.Fields.IsEmpty
        ? query
        : new SqlComposer(query.Source).Add("SELECT * FROM (").Append(query)
            .Add($"\n) AS __lake_unsorted ORDER BY {string.Join(", ", PartitionSql.Of(table.Metadata.SortOrder, table.Schema))}");

    private static string Codec(Table table) =>
        table.Metadata.Properties.GetValueOrDefault(TableProperties.ParquetCompression, "zstd").ToUpperInvariant() switch
        {
            "ZSTD" => "zstd",
            "SNAPPY" => "snappy",
            "GZIP" => "gzip",
            "LZ4" => "lz4_raw",
            "BROTLI" => "brotli",
            "UNCOMPRESSED" or "NONE" => "uncompressed",
            var other => throw EngineRules.UnsupportedSql.Error(
                null, $"Table '{table.Identifier}' asks for the compression '{other}', which cannot be written.", "use zstd, snappy, gzip, lz4 or uncompressed"),
        };
}
