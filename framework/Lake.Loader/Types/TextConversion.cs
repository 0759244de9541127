using System.Globalization;

namespace Lake.Loader.Types;

/// <summary>
/// Turns texts into values of a type, and says which texts are no such value. Stricter than a cast, which would round
/// <c>1.5</c> to an integer, take <c>0x1F</c> and <c>1_000</c> for numbers, drop the time of a date and cut a fraction
/// of a second.
/// </summary>
/// <param name="timeZone">Of points in time that name none: <c>UTC</c>, <c>Europe/Berlin</c>.</param>
internal sealed class TextConversion(string timeZone)
{
    private const string Date = "[0-9]{1,6}[-/][0-9]{1,2}[-/][0-9]{1,2}";
    private const string Clock = @"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6}0*)?)?";
    private const string Offset = "( ?[zZ]| ?[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)";

    /// <summary>SQL for the value, null when the text is no value of the type.</summary>
    public string Value(string text, SqlType type)
    {
        if (type.IsText)
        {
            return text;
        }

        var trimmed = Trimmed(text);
        return type is ScalarType scalar ? Scalar(trimmed, scalar.Name) : $"coalesce(TRY_CAST(TRY_CAST({trimmed} AS JSON) AS {type}), TRY_CAST({trimmed} AS {type}))";
    }

    /// <summary>SQL that is true when the text is no value of the type; null when every text is one.</summary>
    public string? IsWrong(string text, SqlType type) =>
        type.IsText ? null : $"({Trimmed(text)} IS NOT NULL AND {Value(text, type)} IS NULL)";

    private string Scalar(string text, string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" =>
            When(text, "[+-]?[0-9]+", Cast(text, type)),
        "DATE" => When(text, $"{Date}([ T]0?0:00(:00([.]0+)?)?{Offset}?)?", Cast(text, type)),
        "TIME" => When(text, Clock, Cast(text, type)),
        "TIMESTAMP" => Instant(text, $"{TryInstant(text)} AT TIME ZONE 'UTC'", Cast(text, type)),
        "TIMESTAMP WITH TIME ZONE" => Instant(text, TryInstant(text), Zoned(Cast(text, "TIMESTAMP"))),
        "FLOAT" or "DOUBLE" => $"CASE WHEN {IsInexact(text, type)} THEN NULL WHEN NOT contains({text}, '_') THEN {Cast(text, type)} END",
        _ when TypeRules.Decimal(type) is { } number => When(
            text, string.Create(CultureInfo.InvariantCulture, $"[+-]?[0-9]*([.][0-9]{{0,{number.Scale}}}0*)?"), Cast(text, type)),
        _ => Cast(text, type),
    };

    /// <summary>A local time as a point in time.</summary>
    public string Zoned(string timestamp) => $"timezone({Sql.SqlText.Literal(timeZone)}, {timestamp})";

    private static string Instant(string text, string withOffset, string without) =>
        $"CASE WHEN regexp_full_match({text}, '{Date}([ T]{Clock})?') THEN {without} "
        + $"WHEN regexp_full_match({text}, '{Date}[ T]{Clock}{Offset}') THEN {withOffset} END";

    /// <summary>The engine knows offsets only right behind the time, and only times with seconds.</summary>
    private static string TryInstant(string text) =>
        $"TRY_CAST(regexp_replace(regexp_replace({text}, ' ?([zZ]|[+-][0-9:]+)$', '\\1'), '^([^:]*:[0-9]{{2}})([zZ+-])', '\\1:00\\2') AS TIMESTAMPTZ)";

    /// <summary>A whole number of so many digits that a floating one changes it.</summary>
    private static string IsInexact(string text, string type) =>
        $"(regexp_full_match({text}, '[+-]?[0-9]{{{(type == "FLOAT" ? 8 : 16)},38}}') "
        + $"AND TRY_CAST({Cast(text, type)} AS DECIMAL(38,0)) IS DISTINCT FROM {Cast(text, "DECIMAL(38,0)")})";

    private static string When(string text, string pattern, string value) => $"CASE WHEN regexp_full_match({text}, '{pattern}') THEN {value} END";

    private static string Cast(string text, string type) => $"TRY_CAST({text} AS {type})";

    /// <summary>An empty text stands for null in every type but text itself.</summary>
    private static string Trimmed(string text) => $"nullif(trim({text}), '')";
}
