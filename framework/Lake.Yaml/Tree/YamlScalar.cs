using System.Globalization;
using Lake.Text;

namespace Lake.Yaml.Tree;

/// <param name="source">The file.</param>
/// <param name="span">Quotes included.</param>
/// <param name="text">After unescaping and folding.</param>
/// <param name="value">
/// As PyYAML types it: null, bool, long, <see cref="System.Numerics.BigInteger"/>, double, <see cref="DateOnly"/>,
/// <see cref="DateTime"/> (without zone), <see cref="DateTimeOffset"/> or string.
/// </param>
/// <param name="isPlain">Written without quotes and not as a block.</param>
public sealed class YamlScalar(SourceFile source, TextSpan span, string text, object? value, bool isPlain)
    : YamlNode(source, span)
{
    public string Text { get; } = text;

    public object? Value { get; } = value;

    public bool IsPlain { get; } = isPlain;

    public override string Described => Value switch
    {
        null => "nothing (null)",
        bool b => b ? "the boolean true" : "the boolean false",
        string s => $"the text '{s}'",
        DateOnly or DateTime or DateTimeOffset => $"the date {Text}",
        IFormattable number => $"the number {number.ToString(null, CultureInfo.InvariantCulture)}",
        var other => $"'{other}'",
    };
}
