namespace Lake.Engines.DuckDb.Errors;

/// <summary>What Trino has and DuckDB has not.</summary>
internal static class TrinoDialect
{
    private const string Macro = "a macro of your own with a duckdb__ variant: ";

    public static readonly DialectTable Missing = new("DuckDB")
    {
        Functions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["all_match"] = Macro + "list_bool_and(list_transform(…))",
            ["any_match"] = Macro + "list_bool_or(list_transform(…))",
            ["approx_distinct"] = Macro + "approx_count_distinct",
            ["approx_percentile"] = Macro + "approx_quantile",
            ["array_except"] = Macro + "list_filter",
            ["array_join"] = "{{ dbt.listagg(...) }} over rows, or for an array a macro of your own with a duckdb__ variant: array_to_string",
            ["array_max"] = Macro + "list_max",
            ["array_min"] = Macro + "list_min",
            ["arrays_overlap"] = Macro + "list_has_any",
            ["at_timezone"] = Macro + "timezone(zone, ts)",
            ["bitwise_and"] = Macro + "a & b",
            ["bitwise_or"] = Macro + "a | b",
            ["bitwise_xor"] = Macro + "xor(a, b)",
            ["cardinality"] = Macro + "len(list)",
            ["checksum"] = Macro + "bit_xor(hash(x))",
            ["codepoint"] = Macro + "unicode",
            ["current_timestamp"] = "{{ dbt.current_timestamp() }}",
            ["date_add"] = "{{ dbt.dateadd('day', n, date) }}",
            ["date_format"] = "cast(… as varchar), or a macro of your own with a duckdb__ variant: strftime",
            ["date_parse"] = "cast(… as timestamp), or a macro of your own with a duckdb__ variant: strptime",
            ["day_of_month"] = "extract(day from …)",
            ["day_of_week"] = Macro + "isodow",
            ["day_of_year"] = "extract(doy from …)",
            ["every"] = "bool_and",
            ["format_datetime"] = "cast(… as varchar), or a macro of your own with a duckdb__ variant: strftime",
            ["from_iso8601_timestamp"] = "cast(… as timestamp)",
            ["from_unixtime"] = Macro + "to_timestamp",
            ["from_utf8"] = Macro + "decode",
            ["infinity"] = "cast('infinity' as double)",
            ["is_nan"] = Macro + "isnan",
            ["json_extract_scalar"] = Macro + "json_extract_string",
            ["json_format"] = "cast(… as varchar)",
            ["json_parse"] = Macro + "cast(… as json)",
            ["json_query"] = Macro + "json_extract",
            ["last_day_of_month"] = "{{ dbt.last_day(date, 'month') }}",
            ["levenshtein_distance"] = Macro + "levenshtein",
            ["listagg"] = "{{ dbt.listagg(...) }}",
            ["map_agg"] = Macro + "map(list(key), list(value))",
            ["map_filter"] = Macro + "map_from_entries(list_filter(map_entries(…)))",
            ["none_match"] = Macro + "not list_bool_or(list_transform(…))",
            ["normalize"] = Macro + "nfc_normalize",
            ["parse_datetime"] = "cast(… as timestamp), or a macro of your own with a duckdb__ variant: strptime",
            ["reduce"] = Macro + "list_reduce",
            ["regexp_like"] = Macro + "regexp_matches",
            ["sequence"] = "{{ dbt.generate_series(n) }}",
            ["slice"] = Macro + "list_slice, whose last argument is an index",
            ["split_to_map"] = Macro + "map_from_entries",
            ["to_unixtime"] = "{{ dbt.datediff(\"timestamp '1970-01-01'\", ts, 'second') }}",
            ["to_utf8"] = "{{ dbt.hash(text) }} for a hash, else a macro of your own with a duckdb__ variant: encode",
            ["transform"] = Macro + "list_transform",
            ["truncate"] = Macro + "trunc",
            ["unnest"] = "one unnest a column, joined on the ordinality",
            ["width_bucket"] = "{{ dbt_utils.width_bucket(...) }}",
            ["with_timezone"] = Macro + "timezone(zone, ts)",
            ["xxhash64"] = "{{ dbt.hash(text) }}",
            ["year_of_week"] = Macro + "isoyear",
            ["zip"] = Macro + "list_zip",
        },
        Types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["TIMESTAMP WITH TIME ZONE"] = "timestamp with time zone, without a precision; on Trino that is milliseconds",
            ["ipaddress"] = "{{ dbt.type_string() }}",
            ["hyperloglog"] = "{{ dbt.type_string() }}",
        },
        Operators = new Dictionary<string, (string, string)>
        {
            [":"] = ("KEY: VALUE in json_object", Macro + "json_object(key, value)"),
        },
        Words = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase)
        {
            ["as array"] = ("type array(T)", Macro + "T[]"),
            ["by auto"] = ("GROUP BY AUTO", "the list of expressions"),
            ["for timestamp"] = ("FOR TIMESTAMP AS OF", "lake … --as-of for a whole run, or a macro of your own with a duckdb__ variant"),
            ["for version"] = ("FOR VERSION AS OF", "lake … --as-of for a whole run, or a macro of your own with a duckdb__ variant"),
            ["from table"] = ("TABLE(function(…))", "{{ dbt.generate_series(n) }} for a sequence"),
            ["lateral table"] = ("TABLE(function(…))", "{{ dbt.generate_series(n) }} for a sequence"),
            ["ignore"] = ("IGNORE NULLS behind the bracket", Macro + "lag(x ignore nulls) over …"),
            ["match_recognize"] = ("MATCH_RECOGNIZE", "window functions"),
            ["rows with"] = ("WITH TIES", "rank() in a subquery"),
            ["values"] = ("VALUES a, b", "values (a), (b)"),
        },
    };
}
