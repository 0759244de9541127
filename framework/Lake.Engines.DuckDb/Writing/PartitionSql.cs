using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>Partition values as SQL expressions over the columns of a table.</summary>
internal static class PartitionSql
{
    private const string Hour = "3600000000";

    public static ImmutableArray<string> Of(PartitionSpec spec, Schema schema) => [.. spec.Fields.Select(field => Of(field, schema))];

    /// <summary>The terms of an ORDER BY.</summary>
    public static ImmutableArray<string> Of(SortOrder order, Schema schema) => [.. order.Fields.Select(field =>
        $"{Of(field.SourceId, field.Transform, schema)} {(field.Direction == SortDirection.Descending ? "DESC" : "ASC")} NULLS {(field.Nulls == NullOrder.First ? "FIRST" : "LAST")}")];

    private static string Of(PartitionField field, Schema schema) => Of(field.SourceId, field.Transform, schema);

    private static string Of(int sourceId, Transform transform, Schema schema)
    {
        var type = (PrimitiveType)(schema.Find(sourceId)?.Type ?? PrimitiveType.Unknown);
        var column = Column(schema, sourceId);
        return transform switch
        {
            IdentityTransform => column,
            VoidTransform => $"NULL::{TypeMapping.ToDuckDb(type)}",
            TimeTransform time => Time(time.Unit, type, column),
            BucketTransform bucket => Invariant($"CAST(({Hash(type, column)} & 2147483647) % {bucket.Count} AS INTEGER)"),
            TruncateTransform truncate => Truncate(truncate.Width, type, column),
            var other => throw Iceberg.IcebergRules.UnsupportedTransform.Error(null, $"Partition transform '{other}' cannot be computed."),
        };
    }

    /// <summary>A column, or a member of structs around it. A name may have dots in itself.</summary>
    private static string Column(Schema schema, int id)
    {
        var name = SqlText.Identifier(schema.Find(id)?.Name ?? throw new InvalidOperationException($"A partition field has the source {id}, which is no column."));
        return schema.ParentOf(id) is { } parent ? $"{Column(schema, parent)}.{name}" : name;
    }

    private static string Time(TimeUnit unit, PrimitiveType type, string column)
    {
        var local = type.Kind == PrimitiveKind.TimestampTz ? $"make_timestamp(epoch_us({column}))" : column;
        return unit switch
        {
            TimeUnit.Year => $"CAST(year({local}) - 1970 AS INTEGER)",
            TimeUnit.Month => $"CAST((year({local}) - 1970) * 12 + month({local}) - 1 AS INTEGER)",
            TimeUnit.Day => $"CAST({local} AS DATE)",
            TimeUnit.Hour => $"CAST((epoch_us({local}) - (epoch_us({local}) % {Hour} + {Hour}) % {Hour}) // {Hour} AS INTEGER)",
        };
    }

    private static string Hash(PrimitiveType type, string column) => type.Kind switch
    {
        PrimitiveKind.Int or PrimitiveKind.Long => $"{PartitionHash.OfLong}(CAST({column} AS BIGINT))",
        PrimitiveKind.Date => $"{PartitionHash.OfLong}(CAST({column} - DATE '1970-01-01' AS BIGINT))",
        PrimitiveKind.Time or PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz => $"{PartitionHash.OfLong}(epoch_us({column}))",
        PrimitiveKind.String => $"{PartitionHash.OfText}({column})",
        PrimitiveKind.Uuid => $"{PartitionHash.OfBlob}(unhex(replace(CAST({column} AS VARCHAR), '-', '')))",
        PrimitiveKind.Decimal => $"{PartitionHash.OfDecimal}(CAST({column} AS VARCHAR))",
        _ => $"{PartitionHash.OfBlob}({column})",
    };

    private static string Truncate(int width, PrimitiveType type, string column) => type.Kind switch
    {
        PrimitiveKind.Int or PrimitiveKind.Long =>
            Invariant($"{column} - (({column} % {width} + {width}) % {width})"),
        PrimitiveKind.Decimal => TruncateDecimal(width, type, column),
        PrimitiveKind.String => Invariant($"left({column}, {width})"),
        _ => Invariant($"unhex(left(hex({column}), {2 * width}))"),
    };

    private static string TruncateDecimal(int width, PrimitiveType type, string column)
    {
        var step = Invariant($"({width}::HUGEINT::DECIMAL(38,0) * CAST('1e-{type.Scale}' AS DECIMAL(38,{type.Scale})))");
        return Invariant($"CAST({column} - (({column} % {step} + {step}) % {step}) AS DECIMAL({type.Precision},{type.Scale}))");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
