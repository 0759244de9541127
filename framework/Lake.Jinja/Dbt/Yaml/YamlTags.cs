using System.Text.RegularExpressions;

namespace Lake.Jinja.Dbt.Yaml;

/// <summary>What an unquoted YAML 1.1 scalar is, by PyYAML's reading.</summary>
internal enum YamlTag
{
    Str,
    Null,
    Bool,
    Int,
    Float,
    Timestamp,
    Merge,
    Value,
}

internal static partial class YamlTags
{
    public static YamlTag Of(string text) =>
        text is "" or "~" or "null" or "Null" or "NULL" ? YamlTag.Null
        : text is "<<" ? YamlTag.Merge
        : text is "=" ? YamlTag.Value
        : !MayBeSpecial(text[0]) ? YamlTag.Str
        : Bool().IsMatch(text) ? YamlTag.Bool
        : Int().IsMatch(text) ? YamlTag.Int
        : Float().IsMatch(text) ? YamlTag.Float
        : Timestamp().IsMatch(text) ? YamlTag.Timestamp
        : YamlTag.Str;

    private static bool MayBeSpecial(char first) =>
        char.IsAsciiDigit(first) || first is '+' or '-' or '.' or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O';

    [GeneratedRegex(@"^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\z")]
    private static partial Regex Bool();

    [GeneratedRegex(@"^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\z")]
    private static partial Regex Int();

    [GeneratedRegex(@"^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9][0-9]?)-(?<day>[0-9][0-9]?)(?:(?:[Tt]|[ \t]+)(?<hour>[0-9][0-9]?):(?<minute>[0-9][0-9]):(?<second>[0-9][0-9])(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?<zone>Z|(?<sign>[-+])(?<zoneHour>[0-9][0-9]?)(?::(?<zoneMinute>[0-9][0-9]))?))?)?\z")]
    public static partial Regex TimestampParts();

    [GeneratedRegex(@"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)\z")]
    private static partial Regex Timestamp();
}
