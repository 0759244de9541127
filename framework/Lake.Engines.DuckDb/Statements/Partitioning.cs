using System.Collections.Immutable;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>PARTITIONED BY and SORTED BY in terms of Iceberg.</summary>
internal static class Partitioning
{
    private static readonly ImmutableArray<string> Transforms = ["year", "month", "day", "hour", "bucket", "truncate", "identity", "void"];

    public static ImmutableArray<PartitionBy> Read(StatementContext context, ImmutableArray<PartitionTerm> terms, Schema schema) =>
        [.. terms.Select(term => new PartitionBy(Column(context, term, schema), Transform(context, term)))];

    /// <summary>Where nothing else is written nulls come last, as in ORDER BY.</summary>
    public static ImmutableArray<SortBy> ReadSorting(StatementContext context, ImmutableArray<SortTerm> terms, Schema schema) =>
        [.. terms.Select(term => new SortBy(
            Column(context, term.Term, schema),
            Transform(context, term.Term),
            term.Descending ? SortDirection.Descending : SortDirection.Ascending,
            term.NullsFirst == true ? NullOrder.First : NullOrder.Last))];

    private static string Column(StatementContext context, PartitionTerm term, Schema schema) =>
        schema.FindIgnoringCase(term.Column.ToString()) is { } field && schema.PathOf(field.Id) is { } path
            ? path
            : throw EngineRules.UnknownColumn.Error(
                context.At(term.Column.Span),
                $"There is no column '{term.Column}' to partition or sort by.",
                Spelling.Hint(term.Column.ToString(), schema.Fields.Select(f => f.Name)));

    private static Transform Transform(StatementContext context, PartitionTerm term) => (term.Transform, term.Argument) switch
    {
        ("identity", null) => Iceberg.Partitioning.Transform.Identity,
        ("year" or "years", null) => Iceberg.Partitioning.Transform.Year,
        ("month" or "months", null) => Iceberg.Partitioning.Transform.Month,
        ("day" or "days" or "date", null) => Iceberg.Partitioning.Transform.Day,
        ("hour" or "hours", null) => Iceberg.Partitioning.Transform.Hour,
        ("void", null) => Iceberg.Partitioning.Transform.Void,
        ("bucket", > 0 and var count) => Iceberg.Partitioning.Transform.Bucket(count),
        ("truncate", > 0 and var width) => Iceberg.Partitioning.Transform.Truncate(width),
        ("bucket" or "truncate", _) => throw Invalid(context, term, $"{term.Transform} needs a number of at least 1, as in {term.Transform}(16, {term.Column})."),
        _ => throw Invalid(context, term, $"There is no partition transform '{term.Transform}'."),
    };

    private static DiagnosticException Invalid(StatementContext context, PartitionTerm term, string message) =>
        Iceberg.IcebergRules.InvalidPartitioning.Error(
            context.At(term.Span), message, Spelling.Hint(term.Transform, Transforms) ?? $"there are {string.Join(", ", Transforms)}");
}
