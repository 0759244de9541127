using System.Text;
using Lake.Jinja.Values;

namespace Lake.Jinja.Globals;

/// <summary><c>lipsum(n, html, min, max)</c>.</summary>
internal static class LoremIpsum
{
    private static readonly string[] Words =
        ("a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class commodo "
        + "condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus diam dictum "
        + "dictumst dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et etiam eu euismod "
        + "facilisi facilisis fames faucibus felis fermentum feugiat fringilla fusce gravida habitant habitasse hac hendrerit").Split(' ');

    public static object Generate(CallArguments arguments)
    {
        var paragraphs = PyNumber.ToIndex(arguments.Optional(0, "n", 5L));
        var isHtml = PyValue.IsTrue(arguments.Optional(1, "html", PyBox.True));
        var (least, most) = (PyNumber.ToInt(arguments.Optional(2, "min", 20L)), PyNumber.ToInt(arguments.Optional(3, "max", 100L)));
        PyString.Guard(most, paragraphs);
        var result = new List<string>();
        for (var i = 0L; i < paragraphs; i++)
        {
            result.Add(Paragraph(least >= most ? least : Chance.Next(least, most)));
        }

        return isHtml
            ? new Markup(string.Join('\n', result.Select(text => $"<p>{Markup.EscapeText(text)}</p>")))
            : string.Join("\n\n", result);
    }

    private static string Paragraph(int words)
    {
        var text = new StringBuilder();
        var startsSentence = true;
        for (var i = 0; i < words; i++)
        {
            var word = Words[Chance.Next(Words.Length)];
            text.Append(text.Length == 0 ? "" : " ").Append(startsSentence ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            startsSentence = i % 12 == 11;
            text.Append(startsSentence && i + 1 < words ? "." : "");
        }

        return text.Append('.').ToString();
    }
}
