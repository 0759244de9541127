using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Pruning;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Names;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// Subqueries that stand for one value, as in <c>at > (SELECT max(at) FROM this)</c>. They are computed before the query is
/// planned, since no plan can tell which files lie beyond a value that is not known yet.
/// </summary>
/// <param name="large">The tables that are shown by their columns alone.</param>
/// <param name="show">Shows the tables of a subquery with the files that it needs; null shows their columns alone again.</param>
internal sealed class ScalarQueries(
    SessionState session, IReadOnlyDictionary<TableIdentifier, LakeTable> large, Action<string, PlannedScans?> show)
{
    /// <summary>What takes longer to compute twice than it saves is left in the query.</summary>
    private const int MostFiles = 64;

    /// <summary>Words in front of a parenthesis behind which there are rows, not a value.</summary>
    private static readonly FrozenSet<string> Rows = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "in", "exists", "any", "all", "some", "from", "join", "as", "materialized", "lateral", "array", "union", "except", "intersect", "with");

    /// <summary>What may stand in front of a parenthesis where a value depends on nothing but the tables.</summary>
    private static readonly FrozenSet<string> Steady = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "max", "min", "count", "coalesce", "ifnull", "nullif", "greatest", "least", "date_trunc", "date_add", "date_sub", "dateadd",
        "to_days", "to_hours", "to_minutes", "date", "timestamp",
        "select", "where", "and", "or", "not", "in", "on", "by", "interval", "when", "then", "else", "case", "between", "using", "having");

    /// <summary>Words by which one of several equal rows is picked.</summary>
    private static readonly FrozenSet<string> Picking = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "limit", "offset", "sample", "tablesample", "fetch", "distinct");

    /// <summary>The query with values in the place of such subqueries, and the plans of these.</summary>
    public (string Query, ImmutableArray<JsonElement> Plans) Replace(string query)
    {
        var tokens = NameScan.Tokens(query);
        var common = NameScan.Names(tokens).Where(name => name.IsCommonTable).Select(name => name.Parts[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (text, from, plans) = (new StringBuilder(), 0, ImmutableArray.CreateBuilder<JsonElement>());
        for (var i = 1; i + 1 < tokens.Length; i++)
        {
            if (IsScalar(tokens, i) && SqlBrackets.Closing(tokens, i) is { } close && tokens[(i + 1)..close] is var inner && IsSteady(inner, common)
                && Value(query[inner[0].Span.Start..inner[^1].Span.End]) is var (value, plan) && value is not null)
            {
                text.Append(query, from, tokens[i].Span.Start - from).Append('(').Append(value).Append(')');
                from = tokens[close].Span.End;
                plans.Add(plan);
                i = close;
            }
        }

        return (text.Append(query, from, query.Length - from).ToString(), plans.ToImmutable());
    }

    private static bool IsScalar(ImmutableArray<SqlToken> tokens, int open) =>
        tokens[open].IsOperator("(") && tokens[open + 1].IsWord("select")
        && !(tokens[open - 1].Kind == SqlTokenKind.Word && Rows.Contains(tokens[open - 1].Text));

    private static bool IsSteady(ImmutableArray<SqlToken> tokens, HashSet<string> common)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var isCall = tokens[i].IsIdentifier && i + 1 < tokens.Length && tokens[i + 1].IsOperator("(");
            if ((isCall && !Steady.Contains(tokens[i].Name) && !IsCastOfText(tokens, i))
                || (tokens[i].IsOperator("::") && tokens[i - 1].Kind != SqlTokenKind.String)
                || (tokens[i].IsIdentifier && (common.Contains(tokens[i].Name) || Picking.Contains(tokens[i].Name))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Other casts may fail at a row that the query itself does not look at.</summary>
    private static bool IsCastOfText(ImmutableArray<SqlToken> tokens, int at) =>
        tokens[at].IsWord("cast") && at + 2 < tokens.Length && tokens[at + 2].Kind == SqlTokenKind.String;

    /// <summary>As SQL; null when it is not to be had for little.</summary>
    private (string? Value, JsonElement Plan) Value(string query)
    {
        if (session.Plans.Of(query, session.HoldsClock) is not { } plan)
        {
            return default;
        }

        var scans = new PlannedScans(session.Names.Database, large);
        if (!scans.TryAdd(plan) || scans.FileCount > MostFiles)
        {
            return default;
        }

        try
        {
            show(query, scans);
            // Not as a subquery: one that turns out to be a table in parentheses is then only found to have other rows than one.
            var source = new SourceFile("<value>", query);
            if (session.Duck.Describe(SqlComposer.Whole(source, new TextSpan(0, query.Length)), new TextSpan(0, query.Length)).Count != 1)
            {
                return default;
            }

            var rows = session.Duck.Query($"SELECT CAST(value AS VARCHAR), typeof(value) FROM ({query}\n) AS one(value) LIMIT 2");
            return rows is [[var value, string type]] ? ($"CAST({(value is string text ? SqlText.Literal(text) : "NULL")} AS {type})", plan) : default;
        }
        catch (DiagnosticException)
        {
            // The query itself will tell.
            return default;
        }
        finally
        {
            show(query, null);
        }
    }
}
