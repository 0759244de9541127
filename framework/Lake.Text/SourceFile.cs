namespace Lake.Text;

/// <summary>
/// A text with the name that people know it by. It never changes; an edit makes another one.
/// </summary>
/// <param name="path">
/// As shown in messages: relative to the project with <c>/</c> where it is a file of the project, else whatever a
/// reader can find (<c>&lt;command line&gt;</c>, <c>dbt/macros/…</c> for built-in macros).
/// </param>
/// <param name="text">The whole text.</param>
public sealed class SourceFile(string path, string text)
{
    private Func<string>? _read;
    private string? _text = text;
    private LineMap? _lines;

    /// <summary>Whose text is fetched when it is first asked for; that it does not change is the caller's to see to.</summary>
    public SourceFile(string path, Func<string> read)
        : this(path, "") => (_read, _text) = (read, null);

    public string Path { get; } = path;

    public string Text
    {
        get
        {
            if (_text is { } known)
            {
                return known;
            }

            // Another thread may have been faster.
            var text = _read?.Invoke() ?? _text ?? "";
            (_text, _read) = (text, null);
            return text;
        }
    }

    public LineMap Lines => _lines ??= new LineMap(Text);

    public string GetText(TextSpan span) => Text.Substring(span.Start, span.Length);

    public LinePosition GetPosition(int offset) => Lines.GetPosition(offset);

    public Location At(TextSpan span) => new(this, span);

    public Location At(int start, int length) => new(this, new TextSpan(start, length));

    public override string ToString() => Path;
}
