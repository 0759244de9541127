using System.Globalization;
using System.Text;

namespace Lake.Jinja.Modules;

/// <summary>Replacement texts of <c>re.sub</c>: <c>\1</c>, <c>\g&lt;name&gt;</c> and escapes.</summary>
internal static class ReTemplate
{
    public static string Expand(ReMatch match, string template)
    {
        if (!template.Contains('\\', StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\')
            {
                text.Append(template[i]);
                continue;
            }

            var next = ++i < template.Length ? template[i] : throw JinjaError.Value("bad escape (end of pattern)");
            if (next == 'g')
            {
                var end = i + 1 < template.Length && template[i + 1] == '<' ? template.IndexOf('>', i) : -1;
                var name = end > 0 ? template[(i + 2)..end] : throw JinjaError.Value("missing group name");
                text.Append(match.GroupText(match.Number(long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : name)));
                i = end;
            }
            else if (char.IsAsciiDigit(next) && next != '0')
            {
                var length = i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]) ? 2 : 1;
                text.Append(match.GroupText(Group(match, template.Substring(i, length))));
                i += length - 1;
            }
            else
            {
                text.Append(Escape(next));
            }
        }

        return text.ToString();
    }

    private static int Group(ReMatch match, string digits)
    {
        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        return number <= match.Pattern.Groups ? number : throw JinjaError.Value($"invalid group reference {number}");
    }

    private static string Escape(char c) => c switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '0' => "\0",
        '\\' => "\\",
        _ when char.IsAsciiLetter(c) => throw JinjaError.Value($"bad escape \\{c}"),
        _ => "\\" + c,
    };
}
