using System.Globalization;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>Writes several files of about the size that the table asks for. DuckDB does not keep the order of rows then.</summary>
internal sealed class SplitWriter(StatementContext context)
{
    private const string TargetSize = "write.target-file-size-bytes";
    private const long DefaultTargetSize = 512L << 20;

    /// <summary>When so much is read that more than a file may come out, and nobody has asked for an order.</summary>
    public static bool IsWorthwhile(StatementContext context, Table table, SqlComposer query) =>
        context.ReadBytes > Target(table) && !IsOrdered(query.ToString());

    public List<(WrittenFile Written, string Location, PartitionTuple Partition)> Write(Transaction transaction, Table table, SqlComposer query, string options)
    {
        var location = $"{table.DataLocation}/{OwnFile.NewName()}";
        using var folder = new OutputFolder(context.Work.Catalog.Io, location);
        var copy = new SqlComposer(query.Source).Add("COPY (").Append(query).Add(string.Create(
            CultureInfo.InvariantCulture,
            $"\n) TO {SqlText.Literal(folder.Path)} (FILE_SIZE_BYTES {Target(table)}, FILENAME_PATTERN '{{uuid}}', {options})"));
        var written = context.Duck.Query(copy, context.Statement.Span).ConvertAll(WrittenFile.Read);
        var placed = written.ConvertAll(file =>
        {
            var place = $"{location}/{Path.GetFileName(file.Path)}";
            context.Work.Writing(transaction, place);
            return (file, place, PartitionTuple.Empty);
        });
        folder.Keep();
        return placed;
    }

    /// <summary>Looks for ORDER BY outside of windows and aggregates, that is outside of parentheses other than those around it all.</summary>
    private static bool IsOrdered(string query)
    {
        var tokens = SqlLexer.Tokenize(new SourceFile("query", query)).Tokens;
        var around = tokens.TakeWhile(token => token.IsOperator("(")).Count();
        var depth = 0;
        foreach (var token in tokens)
        {
            depth += token.IsOperator("(") ? 1 : token.IsOperator(")") ? -1 : 0;
            if (depth <= around && token.IsWord("order"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of a file, in bytes.</summary>
    public static long Target(Table table) =>
        table.Metadata.Properties.TryGetValue(TargetSize, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : DefaultTargetSize;
}
