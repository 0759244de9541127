using System.Globalization;

namespace Lake.Loader.Types;

/// <summary>
/// The type that all texts of a column are values of, as the loader itself would take them. Digits are only a number
/// where none would be lost: <c>007</c> stays a text.
/// </summary>
internal sealed class TextGuess(TextConversion texts)
{
    private const string Number = "-?(0|[1-9][0-9]*)";

    private static readonly string[] Types = ["BIGINT", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DOUBLE"];

    /// <summary>Aggregates that <see cref="Read"/> understands.</summary>
    public IEnumerable<string> Questions(string value)
    {
        var text = $"nullif(trim({value}), '')";
        yield return $"count({text})";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '{Number}')), false)";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '{Number}([.][0-9]+)?')), false)";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '{Number}([.][0-9]+)?([eE][-+]?[0-9]+)?')), false)";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '(?i)true|false')), false)";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')), false)";
        yield return $"coalesce(bool_and(regexp_full_match({text}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}([ T].+)?')), false)";
        yield return $"coalesce(bool_or(regexp_full_match({text}, '.+:.+([zZ]|[-+][0-9:]+)')), false)";
        yield return $"coalesce(max(length(regexp_extract({text}, '^-?([0-9]*)', 1))), 0)";
        yield return $"coalesce(max(length(regexp_extract({text}, '[.]([0-9]*)$', 1))), 0)";
        foreach (var type in Types)
        {
            yield return $"coalesce(bool_or({texts.IsWrong(value, new ScalarType(type))}), false)";
        }
    }

    public static int Count { get; } = 10 + Types.Length;

    /// <param name="isQuoted">Whether the source itself says that these are texts, so that digits are no numbers.</param>
    public static SqlType Read(ReadOnlySpan<object?> answers, bool isQuoted)
    {
        bool[] facts = [.. answers.Slice(1, 7).ToArray().Select(a => a is true)];
        var (whole, fraction) = ((long)(answers[8] ?? 0L), (long)(answers[9] ?? 0L));
        bool[] isWrong = [.. answers[10..].ToArray().Select(a => a is true)];
        var isDecimal = facts[1] && whole + fraction <= 38;
        (bool Holds, string Type)[] numbers =
        [
            (facts[0] && !isWrong[0], "BIGINT"),
            (isDecimal, string.Create(CultureInfo.InvariantCulture, $"DECIMAL({(whole + fraction <= 18 ? 18 : 38)},{fraction})")),
            (facts[2] && !isWrong[4], "DOUBLE"),
            (facts[3], "BOOLEAN"),
        ];
        (bool Holds, string Type)[] times =
        [
            (facts[4] && !isWrong[1], "DATE"),
            (facts[5] && facts[6] && !isWrong[3], "TIMESTAMP WITH TIME ZONE"),
            (facts[5] && !isWrong[2], "TIMESTAMP"),
        ];
        var isNothing = answers[0] is not > 0L;
        var candidates = isNothing ? [] : isQuoted ? times : numbers.Concat(times);
        return new ScalarType(candidates.FirstOrDefault(c => c.Holds, (Holds: true, Type: "VARCHAR")).Type);
    }
}
