using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Scans;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// Reads that DuckDB cannot know: a table at an earlier version, <c>t AT (VERSION => 1)</c>, and what is known of one,
/// <c>lake_files('t')</c>. Each becomes a view, whose name takes the place of what was written without moving the text
/// around it.
/// </summary>
internal sealed partial class VersionReads(DuckGate duck, NameResolver names)
{
    /// <summary>Words that may follow a table and are no aliases.</summary>
    private static readonly FrozenSet<string> AfterTable = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "where", "join", "on", "left", "right", "inner", "outer", "full", "cross", "natural", "asof", "positional", "anti", "semi", "group", "order", "limit",
        "offset", "union", "except", "intersect", "having", "qualify", "window", "using", "tablesample", "when", "returning", "set", "pivot", "unpivot", "select", "with");

    private readonly Dictionary<string, int> _views = new(StringComparer.Ordinal);

    /// <summary>Whether a text may hold such reads.</summary>
    public static bool AreIn(string sql) => Signs().IsMatch(sql);

    /// <summary>The text with views in the place of such reads, of the same length, and the versions of the tables that they show.</summary>
    public (string Sql, ImmutableArray<object> Sources) Replace(SourceFile source, UnitOfWork work)
    {
        if (!AreIn(source.Text))
        {
            return (source.Text, []);
        }

        var tokens = SqlLexer.Tokenize(source).Tokens;
        var text = new StringBuilder(source.Text);
        var sources = ImmutableArray.CreateBuilder<object>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Version(source, tokens, i, work) is var (version, span, table) && version is not null)
            {
                Put(text, span, version);
                sources.Add(table);
            }
            else if (Function(source, tokens, i, work) is var (function, call, of) && function is not null)
            {
                Put(text, call, function);
                sources.Add(of);
            }
        }

        return (sources.Count == 0 ? source.Text : text.ToString(), sources.ToImmutable());
    }

    private static bool IsVersion(ImmutableArray<SqlToken> tokens, int at) =>
        at > 0 && tokens[at].IsWord("at") && tokens[at + 1].IsOperator("(") && tokens[at - 1].IsIdentifier
        && (tokens[at + 2].IsWord("version") || tokens[at + 2].IsWord("timestamp")) && tokens[at + 3].IsOperator("=>");

    private (string? Text, TextSpan Span, object Table) Version(SourceFile source, ImmutableArray<SqlToken> tokens, int at, UnitOfWork work)
    {
        if (!IsVersion(tokens, at) || SqlBrackets.Closing(tokens, at + 1) is not { } close)
        {
            return default;
        }

        var first = at - 1;
        while (first >= 2 && tokens[first - 1].IsOperator(".") && tokens[first - 2].IsIdentifier)
        {
            first -= 2;
        }

        var name = TextSpan.Cover(tokens[first].Span, tokens[at - 1].Span);
        var table = Find(source, name, [.. tokens[first..at].Where(token => token.IsIdentifier).Select(token => token.Name)], work);
        var except = Except(tokens, at + 4, close);
        var value = TextSpan.FromBounds(tokens[at + 3].Span.End, tokens[except ?? close].Span.Start);
        var scan = Scan(source, table, tokens[at + 2].IsWord("version"), value);
        var other = except is { } comma ? Scan(source, table, isVersion: true, TextSpan.FromBounds(tokens[comma + 2].Span.End, tokens[close].Span.Start)) : null;
        var view = View(
            $"{table.Table.Metadata.TableUuid} {scan.Snapshot?.SnapshotId} {(other is null ? "" : $"except {other.Snapshot?.SnapshotId}")}", new TableSql(duck, table.At(scan, other)).All());
        var next = tokens[close + 1];
        var hasAlias = next.IsWord("as") || (next.IsIdentifier && !AfterTable.Contains(next.Name));
        return (hasAlias ? view : $"{view} AS {tokens[at - 1].Text}", TextSpan.Cover(name, tokens[close].Span), table.Table);
    }

    /// <summary>The comma of <c>, EXCEPT => version</c>: of the first version only what is in files that the second lacks.</summary>
    private static int? Except(ImmutableArray<SqlToken> tokens, int from, int close)
    {
        for (var i = from; i + 2 < close; i++)
        {
            if (tokens[i].IsOperator(",") && tokens[i + 1].IsWord("except") && tokens[i + 2].IsOperator("=>"))
            {
                return i;
            }
        }

        return null;
    }

    private (string? Text, TextSpan Span, object Table) Function(SourceFile source, ImmutableArray<SqlToken> tokens, int at, UnitOfWork work)
    {
        if (!tokens[at].IsIdentifier || !MetadataSql.Functions.TryGetValue(tokens[at].Name, out var query)
            || !tokens[at + 1].IsOperator("(") || tokens[at + 2].Kind != SqlTokenKind.String || !tokens[at + 3].IsOperator(")"))
        {
            return default;
        }

        var table = Find(source, tokens[at + 2].Span, NameScan.Parts(SqlText.Unquote(tokens[at + 2].Text)), work);
        return (View($"{tokens[at].Name} {table.Id} {table.Scan.Snapshot?.SnapshotId}", query(table)), TextSpan.Cover(tokens[at].Span, tokens[at + 3].Span), table.Table);
    }

    private LakeTable Find(SourceFile source, TextSpan place, IReadOnlyList<string> parts, UnitOfWork work) =>
        names.Resolve(parts) is { } id && work.Find(id) is LakeTable table ? table : throw EngineRules.UnknownRelation.Error(
            source.At(place), $"There is no table '{string.Join('.', parts)}' in the lakehouse whose versions could be looked at.", "views have none; name a table");

    private TableScan Scan(SourceFile source, LakeTable table, bool isVersion, TextSpan value)
    {
        var query = new SqlComposer(source).Add(isVersion ? "SELECT CAST((" : "SELECT epoch_ms(CAST((").Copy(value)
            .Add(isVersion ? "\n) AS VARCHAR)" : "\n) AS TIMESTAMP WITH TIME ZONE))");
        try
        {
            return (duck.Query(query, value)[0][0], isVersion) switch
            {
                (string text, true) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) => table.Scan.UseSnapshot(id),
                (string name, true) => table.Scan.UseRef(name),
                (long time, false) => table.Scan.AsOf(DateTimeOffset.FromUnixTimeMilliseconds(time)),
                _ => throw EngineRules.InvalidValue.Error(null, "A version is a snapshot's id, or the name of a branch or tag.", $"lake_snapshots('{table.Id}') lists the snapshots"),
            };
        }
        catch (DiagnosticException error) when (error.Diagnostic.Location is null)
        {
            throw new DiagnosticException(error.Diagnostic with { Location = source.At(value) }, error);
        }
    }

    /// <summary>The name of a view; the same for the same key.</summary>
    private string View(string key, string query)
    {
        if (!_views.TryGetValue(key, out var number))
        {
            _views[key] = number = _views.Count;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"__at{number}");
        duck.Run($"CREATE OR REPLACE TEMP VIEW {name} AS {query}");
        return name;
    }

    /// <summary>
    /// What is put in is never longer: the name of the table, AT and two words stood there. It ends where they ended, so
    /// that the query does too.
    /// </summary>
    private static void Put(StringBuilder text, TextSpan span, string replacement)
    {
        var blank = span.Length - replacement.Length;
        for (var i = 0; i < span.Length; i++)
        {
            var at = span.Start + i;
            text[at] = i >= blank ? replacement[i - blank] : text[at] is '\n' or '\r' ? text[at] : ' ';
        }
    }

    [GeneratedRegex(@"\bat\s*\(|\blake_[a-z]+""?\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Signs();
}
