using System.Globalization;
using Lake.Loader.Types;

namespace Lake.Loader.Scanning;

/// <summary>
/// Which texts of a type every reader understands in one way, so that the engine may read them by itself. Other texts
/// may be values too, but are to be looked at more closely.
/// </summary>
internal abstract class FieldProof
{
    public abstract bool Holds(ReadOnlySpan<byte> field);

    /// <summary>Null for text, which needs no proof, and for types of which nothing can be proven.</summary>
    public static FieldProof? Of(SqlType type) => (type as ScalarType)?.Name switch
    {
        "INTEGER" => new NumberProof(9, 0),
        "BIGINT" => new NumberProof(18, 0),
        "DOUBLE" => new NumberProof(15, 15),
        "BOOLEAN" => new BooleanProof(),
        "DATE" => new TimeProof(hasClock: false),
        "TIMESTAMP" => new TimeProof(hasClock: true),
        { } name when TypeRules.Decimal(name) is { } number => new NumberProof(number.Precision - number.Scale, number.Scale),
        _ => null,
    };

    /// <summary><c>-12.50</c> with at most so many digits on each side.</summary>
    private sealed class NumberProof(int whole, int fraction) : FieldProof
    {
        public override bool Holds(ReadOnlySpan<byte> field)
        {
            var digits = field is [(byte)'-', ..] ? field[1..] : field;
            var point = digits.IndexOf((byte)'.');
            if (point < 0)
            {
                return digits.Length > 0 && digits.Length <= whole && AreDigits(digits);
            }

            return fraction > 0 && point > 0 && point <= whole && digits.Length - point - 1 is var places && places > 0 && places <= fraction
                && AreDigits(digits[..point]) && AreDigits(digits[(point + 1)..]);
        }
    }

    private sealed class BooleanProof : FieldProof
    {
        public override bool Holds(ReadOnlySpan<byte> field) => field.SequenceEqual("true"u8) || field.SequenceEqual("false"u8);
    }

    /// <summary><c>2025-06-01</c>, with <c>10:00:00.123456</c> behind a space or T.</summary>
    private sealed class TimeProof(bool hasClock) : FieldProof
    {
        public override bool Holds(ReadOnlySpan<byte> field) =>
            field.Length >= 10 && IsDate(field[..10]) && (field.Length == 10 || (hasClock && field[10] is (byte)' ' or (byte)'T' && IsClock(field[11..])));

        private static bool IsDate(ReadOnlySpan<byte> text) =>
            text[4] == '-' && text[7] == '-' && AreDigits(text[..4]) && AreDigits(text[5..7]) && AreDigits(text[8..])
            && Number(text[..4]) is var year && year > 0 && Number(text[5..7]) is > 0 and <= 12 and var month
            && Number(text[8..]) is > 0 and var day && day <= DateTime.DaysInMonth(year, month);

        private static bool IsClock(ReadOnlySpan<byte> text) =>
            text.Length >= 8 && text[2] == ':' && text[5] == ':' && AreDigits(text[..2]) && AreDigits(text[3..5]) && AreDigits(text[6..8])
            && Number(text[..2]) < 24 && Number(text[3..5]) < 60 && Number(text[6..8]) < 60
            && (text.Length == 8 || (text[8] == '.' && text.Length is > 9 and <= 15 && AreDigits(text[9..])));

        private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return true;
    }
}
