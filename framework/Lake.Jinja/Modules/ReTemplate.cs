using System.Globalization;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>Replacement texts of <c>re.sub</c>: <c>\1</c>, <c>\g&lt;name&gt;</c> and escapes.</summary>
internal sealed class ReTemplate
{
    /// <summary>Texts, and the numbers of groups.</summary>
    private readonly List<(string? Text, int Group)> _parts = [];

    private ReTemplate()
    {
    }

    /// <summary>Throws for groups that the pattern lacks, even if nothing will match.</summary>
    public static ReTemplate Parse(RePattern pattern, string template)
    {
        var result = new ReTemplate();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\')
            {
                var end = template.IndexOf('\\', i) is >= 0 and var next ? next : template.Length;
                result._parts.Add((template[i..end], 0));
                i = end - 1;
            }
            else
            {
                result._parts.Add(Escape(pattern, template, ref i));
            }
        }

        return result;
    }

    public string Expand(ReMatch match)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Text ?? match.GroupText(part.Group));
        }

        return text.ToString();
    }

    /// <summary>What the backslash at an index means; the index moves to the last character of it.</summary>
    private static (string? Text, int Group) Escape(RePattern pattern, string template, ref int i)
    {
        var next = ++i < template.Length ? template[i] : throw JinjaError.Value("bad escape (end of pattern)");
        if (next == 'g')
        {
            var end = i + 1 < template.Length && template[i + 1] == '<' ? template.IndexOf('>', i) : -1;
            var name = end > 0 ? template[(i + 2)..end] : throw JinjaError.Value("missing group name");
            i = end;
            return (null, Group(pattern, name));
        }

        if (char.IsAsciiDigit(next) && next != '0')
        {
            var length = i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]) ? 2 : 1;
            var digits = template.Substring(i, length);
            i += length - 1;
            return (null, Group(pattern, digits));
        }

        return (Character(next), 0);
    }

    private static int Group(RePattern pattern, string name) =>
        pattern.Group(long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? PyBox.Of(number) : name)
        ?? throw new JinjaError(ErrorKind.IndexError, $"unknown group name {PyRepr.OfString(name)}");

    private static string Character(char c) => c switch
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
