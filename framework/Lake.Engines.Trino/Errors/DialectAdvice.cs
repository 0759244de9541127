using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Errors;

/// <summary>Constructs of DuckDB's dialect that Trino refuses, and what to write in their place.</summary>
internal static class DialectAdvice
{
    private static readonly Dictionary<string, (string Construct, string Instead)> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string_agg"] = ("string_agg", "{{ dbt.listagg(...) }}"),
        ["datediff"] = ("datediff", "{{ dbt.datediff(first, second, 'day') }}"),
        ["dateadd"] = ("dateadd", "{{ dbt.dateadd('day', n, date) }}"),
        ["date_part"] = ("date_part", "extract(… from …)"),
        ["datepart"] = ("datepart", "extract(… from …)"),
        ["strftime"] = ("strftime", "cast(… as varchar), or date_format in a macro of your own with a trino__ variant"),
        ["strptime"] = ("strptime", "cast(… as timestamp), or date_parse in a macro of your own with a trino__ variant"),
        ["make_date"] = ("make_date", "{{ dbt.date(year, month, day) }}"),
        ["epoch"] = ("epoch", "{{ dbt.datediff(\"timestamp '1970-01-01'\", ts, 'second') }}"),
        ["list"] = ("list", "array_agg"),
        ["list_value"] = ("list_value", "{{ dbt.array_construct([...]) }}"),
        ["list_contains"] = ("list_contains", "contains"),
        ["list_transform"] = ("list_transform", "transform in a macro of your own with a trino__ variant"),
        ["list_aggregate"] = ("list_aggregate", "reduce in a macro of your own with a trino__ variant"),
        ["len"] = ("len", "{{ dbt.length(text) }}, or cardinality for arrays"),
        ["string_split"] = ("string_split", "{{ dbt.split_part(text, delimiter, n) }}"),
        ["instr"] = ("instr", "{{ dbt.position(part, text) }}"),
        ["left"] = ("left", "substr(text, 1, n)"),
        ["right"] = ("right", "{{ dbt.right(text, n) }}"),
        ["regexp_matches"] = ("regexp_matches", "regexp_like in a macro of your own with a trino__ variant"),
        ["quantile_cont"] = ("quantile_cont", "approx_percentile in a macro of your own with a trino__ variant"),
        ["median"] = ("median", "approx_percentile(x, 0.5) in a macro of your own with a trino__ variant"),
        ["approx_count_distinct"] = ("approx_count_distinct", "approx_distinct in a macro of your own with a trino__ variant"),
        ["struct_pack"] = ("struct_pack", "cast(row(…) as row(name type))"),
        ["generate_series"] = ("generate_series", "{{ dbt.generate_series(n) }}"),
        ["range"] = ("range", "{{ dbt.generate_series(n) }}"),
        ["read_csv"] = ("read_csv", "a stream of the project file, which lands the file as a table"),
        ["read_parquet"] = ("read_parquet", "a stream of the project file, which lands the file as a table"),
        ["ifnull"] = ("ifnull", "coalesce"),
        ["nvl"] = ("nvl", "coalesce"),
        ["iff"] = ("iff", "case when … then … else … end"),
        ["md5"] = ("md5 of text", "{{ dbt.hash(text) }}"),
    };

    private static readonly Dictionary<string, (string Construct, string Instead)> Operators = new()
    {
        ["::"] = ("::", "cast(… as type)"),
        ["//"] = ("//", "/ between integers"),
        ["**"] = ("**", "power(a, b)"),
        ["{"] = ("{'name': value}", "cast(row(…) as row(name type))"),
    };

    private static readonly Dictionary<string, (string Construct, string Instead)> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["qualify"] = ("QUALIFY", "a subquery with the window function and a WHERE around it"),
        ["ilike"] = ("ILIKE", "lower(text) like lower(pattern)"),
        ["exclude"] = ("* EXCLUDE", "the list of columns, or {{ dbt_utils.star(...) }}"),
        ["replace"] = ("* REPLACE", "the list of columns, or {{ dbt_utils.star(...) }}"),
        ["columns"] = ("* COLUMNS", "the list of columns, or {{ dbt_utils.star(...) }}"),
        ["pivot"] = ("PIVOT", "one aggregate with CASE for each value"),
        ["unpivot"] = ("UNPIVOT", "one aggregate with CASE for each value"),
        ["asof"] = ("ASOF JOIN", "a join and row_number()"),
        ["semi"] = ("SEMI JOIN", "[not] exists (…)"),
        ["anti"] = ("ANTI JOIN", "[not] exists (…)"),
    };

    /// <summary>The construct at or just before a place where Trino stopped; null when it is not one that we know.</summary>
    public static (string Construct, string Instead)? Find(SourceFile source, int offset)
    {
        var tokens = SqlLexer.Tokenize(source).Tokens;
        var at = 0;
        while (at + 1 < tokens.Length && tokens[at].Span.End <= offset)
        {
            at++;
        }

        for (var i = at; i >= Math.Max(0, at - 2); i--)
        {
            if (At(tokens, i) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static (string Construct, string Instead)? At(ImmutableArray<SqlToken> tokens, int at)
    {
        var (token, next) = (tokens[at], at + 1 < tokens.Length ? tokens[at + 1] : default);
        var isWord = token.Kind == SqlTokenKind.Word;
        return isWord && next.IsOperator("(") && Functions.TryGetValue(token.Text, out var function) ? function
            : next.IsOperator("::") ? Operators["::"]
            : Operators.TryGetValue(token.Text, out var sign) ? sign
            : !isWord ? null
            : token.IsWord("all") && at > 0 && tokens[at - 1].IsWord("by") ? ("BY ALL", "the list of expressions")
            : token.IsWord("from") && at == 0 ? ("query that begins with FROM", "select … from …")
            : Words.TryGetValue(token.Text, out var word) ? word
            : null;
    }
}
