using Lake.Engines;

namespace Lake.Cli.Shell;

/// <summary>Words that may come next: keywords, relations, and columns of the relations that the text names.</summary>
internal sealed class Completion(IEngineSession session)
{
    private static readonly string[] Keywords =
    [
        "select", "from", "where", "group by", "order by", "having", "join", "left join", "limit", "union all", "with", "distinct", "insert into", "values",
        "update", "set", "delete from", "merge into", "using", "when matched then", "when not matched then", "create table", "create view", "create schema",
        "drop table", "alter table", "partitioned by", "sorted by", "begin", "commit", "rollback", "describe", "show tables", "truncate", "returning",
    ];

    private static readonly string[] BeforeRelations = ["from", "join", "into", "update", "table", "view", "describe", "using"];

    /// <param name="before">The statement so far, up to the line.</param>
    /// <param name="line">The whole line.</param>
    public IReadOnlyList<string> Of(string before, string line, int cursor, string word)
    {
        if (line.StartsWith('.'))
        {
            return Matching(word, [.. DotCommands.Names, .. Relations().Select(r => r.Name)]);
        }

        var relations = Relations();
        var last = (before + line[..(cursor - word.Length)]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        if (BeforeRelations.Contains(last, StringComparer.OrdinalIgnoreCase))
        {
            return Matching(word, relations.Select(r => r.Name));
        }

        var text = before + line;
        var named = relations.Where(r => text.Contains(r.Bare, StringComparison.OrdinalIgnoreCase)).ToList();
        var columns = (named.Count > 0 ? named : relations).SelectMany(r => r.Columns).ToList();
        var dot = word.LastIndexOf('.');
        var behindAlias = dot > 0 ? columns.Select(column => $"{word[..dot]}.{column}") : [];
        return Matching(word, [.. columns, .. behindAlias, .. relations.Select(r => r.Name), .. word.Length > 0 ? Keywords : []]);
    }

    private static List<string> Matching(string word, IEnumerable<string> words) =>
        [.. words.Where(w => w.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private List<(string Name, string Bare, List<string> Columns)> Relations()
    {
        using var result = session.Execute(
            "SELECT CASE WHEN temporary OR schema = current_schema() THEN name ELSE schema || '.' || name END, name, column_names FROM (SHOW ALL TABLES)");
        return [.. result.Rows.Select(row => (row[0] as string ?? "", row[1] as string ?? "", (row[2] as object?[] ?? []).OfType<string>().ToList()))];
    }
}
