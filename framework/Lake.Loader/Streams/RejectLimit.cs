using System.Globalization;

namespace Lake.Loader.Streams;

/// <summary>How many rows of one commit may be rejected before nothing of it is published.</summary>
/// <param name="Value">Rows, or per cent of the rows that were read.</param>
public sealed record RejectLimit(double Value, bool IsPercentage)
{
    /// <summary><c>100</c> or <c>0.5%</c>; null when the text is neither.</summary>
    public static RejectLimit? Parse(string text)
    {
        var isPercentage = text.EndsWith('%');
        var number = isPercentage ? text[..^1].TrimEnd() : text;
        var style = isPercentage ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        return double.TryParse(number, style, CultureInfo.InvariantCulture, out var value) && (!isPercentage || value <= 100)
            ? new RejectLimit(value, isPercentage)
            : null;
    }

    public bool IsExceeded(long rejected, long read) => rejected > (IsPercentage ? read * Value / 100 : Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsPercentage ? "%" : " rows")}");
}
