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

        private static bool IsDate(ReadOnlySpan<byte> text)
        {
            var (century, year, month, day) = (Two(text, 0), Two(text, 2), Two(text, 5), Two(text, 8));
            return text[4] == '-' && text[7] == '-' && century < 100 && year < 100 && century + year > 0 && month is > 0 and <= 12
                && day > 0 && (day <= 28 || (day < 100 && day <= DateTime.DaysInMonth((century * 100) + year, month)));
        }

        private static bool IsClock(ReadOnlySpan<byte> text) =>
            text.Length >= 8 && text[2] == ':' && text[5] == ':' && Two(text, 0) < 24 && Two(text, 3) < 60 && Two(text, 6) < 60
            && (text.Length == 8 || (text[8] == '.' && text.Length is > 9 and <= 15 && AreDigits(text[9..])));

        /// <summary>The number of two digits; 100 or more when they are none.</summary>
        private static int Two(ReadOnlySpan<byte> text, int at)
        {
            var (tens, ones) = unchecked(((uint)(text[at] - '0'), (uint)(text[at + 1] - '0')));
            return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : 100;
        }
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
