namespace Lake.Cli.Terminal;

/// <summary>Colours, or plain text where nobody would see them.</summary>
internal readonly struct Ink(bool colors)
{
    public string Good(string text) => Paint("\e[32m", text);

    public string Bad(string text) => Paint("\e[1;31m", text);

    public string Doubtful(string text) => Paint("\e[33m", text);

    public string Faint(string text) => Paint("\e[2m", text);

    public string Bold(string text) => Paint("\e[1m", text);

    private string Paint(string start, string text) => colors ? $"{start}{text}\e[0m" : text;
}
