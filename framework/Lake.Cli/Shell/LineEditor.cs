using Lake.Cli.Terminal;

namespace Lake.Cli.Shell;

/// <summary>
/// A line that a person types and edits, with history and completion. A statement of several lines that comes back out
/// of the history is one line here, with signs for its breaks.
/// </summary>
/// <param name="readKey">Waits for a key, Ctrl-C included.</param>
/// <param name="complete">Of a line, the place of the cursor and the beginning of a word in front of it: what the word may be.</param>
internal sealed class LineEditor(TerminalContext terminal, Func<ConsoleKeyInfo> readKey, LineHistory history, Func<string, int, string, IReadOnlyList<string>> complete)
{
    private string _prompt = "";
    private string _text = "";
    private int _cursor;

    /// <summary>Whether Ctrl-C ended the last line.</summary>
    public bool WasGivenUp { get; private set; }

    /// <summary>Null at the end of the input (Ctrl-D).</summary>
    public string? ReadLine(string prompt)
    {
        (_prompt, _text, _cursor, WasGivenUp) = (prompt, "", 0, false);
        history.Rewind();
        while (true)
        {
            Draw();
            var key = readKey();
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.Output.WriteLine();
                return _text;
            }

            if (IsControl(key, ConsoleKey.C) || (IsControl(key, ConsoleKey.D) && _text.Length == 0))
            {
                WasGivenUp = IsControl(key, ConsoleKey.C);
                terminal.Output.WriteLine(WasGivenUp ? "^C" : "");
                return WasGivenUp ? "" : null;
            }

            Apply(key);
        }
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control);

    /// <summary>Where the key moves the cursor; null for keys that do something else.</summary>
    private int? Moved(ConsoleKeyInfo key) => key.Key switch
    {
        ConsoleKey.LeftArrow or ConsoleKey.B when IsByWord(key) => WordBefore(),
        ConsoleKey.RightArrow or ConsoleKey.F when IsByWord(key) => WordBehind(),
        ConsoleKey.LeftArrow => Math.Max(0, _cursor - 1),
        ConsoleKey.RightArrow => Math.Min(_text.Length, _cursor + 1),
        ConsoleKey.Home => 0,
        ConsoleKey.A when IsControl(key, ConsoleKey.A) => 0,
        ConsoleKey.End => _text.Length,
        ConsoleKey.E when IsControl(key, ConsoleKey.E) => _text.Length,
        _ => null,
    };

    /// <summary>Ctrl or Alt and an arrow, or Alt and a letter.</summary>
    private static bool IsByWord(ConsoleKeyInfo key) => key.Modifiers.HasFlag(ConsoleModifiers.Alt)
        || (key.Modifiers.HasFlag(ConsoleModifiers.Control) && key.Key is ConsoleKey.LeftArrow or ConsoleKey.RightArrow);

    private int WordBefore()
    {
        var at = _cursor;
        while (at > 0 && !IsWord(_text[at - 1]))
        {
            at--;
        }

        while (at > 0 && IsWord(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int WordBehind()
    {
        var at = _cursor;
        while (at < _text.Length && !IsWord(_text[at]))
        {
            at++;
        }

        while (at < _text.Length && IsWord(_text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private void Apply(ConsoleKeyInfo key)
    {
        if (Moved(key) is { } place)
        {
            _cursor = place;
            return;
        }

        switch (key.Key)
        {
            case ConsoleKey.UpArrow:
                Replace(history.Older(_text));
                break;
            case ConsoleKey.DownArrow:
                Replace(history.Newer());
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                Remove(_cursor - 1, _cursor);
                break;
            case ConsoleKey.Delete when _cursor < _text.Length:
                Remove(_cursor, _cursor + 1);
                break;
            case ConsoleKey.W when IsControl(key, ConsoleKey.W):
                Remove(WordBefore(), _cursor);
                break;
            case ConsoleKey.R when IsControl(key, ConsoleKey.R):
                Replace(history.Seek(_text) ?? _text);
                break;
            case ConsoleKey.L when IsControl(key, ConsoleKey.L):
                terminal.Output.Write("\e[H\e[2J");
                break;
            case ConsoleKey.K when IsControl(key, ConsoleKey.K):
                Remove(_cursor, _text.Length);
                break;
            case ConsoleKey.U when IsControl(key, ConsoleKey.U):
                Remove(0, _cursor);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                Insert(char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString());
                break;
        }
    }

    private void Insert(string text)
    {
        _text = _text.Insert(_cursor, text);
        _cursor += text.Length;
    }

    private void Remove(int from, int to)
    {
        _text = _text.Remove(from, to - from);
        _cursor = from;
    }

    private void Replace(string text) => (_text, _cursor) = (text, text.Length);

    /// <summary>The one continuation, as far as all of them agree, or a list of them. In front of the first word a tab moves in, as pasted text has it.</summary>
    private void Complete()
    {
        if (string.IsNullOrWhiteSpace(_text[.._cursor]))
        {
            Insert("    ");
            return;
        }

        var start = _cursor;
        while (start > 0 && (char.IsLetterOrDigit(_text[start - 1]) || _text[start - 1] is '_' or '.'))
        {
            start--;
        }

        var word = _text[start.._cursor];
        var found = complete(_text, _cursor, word);
        var common = found.Count == 0 ? "" : found.Aggregate(Common);
        if (common.Length > word.Length || found.Count == 1)
        {
            Remove(start, _cursor);
            Insert(common + (found.Count == 1 ? " " : ""));
        }
        else if (found.Count > 1)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(string.Join("  ", found.Take(60)));
        }
    }

    private static string Common(string one, string other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && char.ToUpperInvariant(one[length]) == char.ToUpperInvariant(other[length]))
        {
            length++;
        }

        return one[..length];
    }

    /// <summary>As much of the line as fits, the cursor in it.</summary>
    private void Draw()
    {
        var width = Math.Max(10, terminal.Width - _prompt.Length - 1);
        var start = Math.Max(0, _cursor - width);
        var shown = _text[start..Math.Min(_text.Length, start + width)].Replace('\n', '⏎');
        terminal.Output.Write($"\r{_prompt}{shown}\e[K\r");
        if (_prompt.Length + _cursor - start > 0)
        {
            terminal.Output.Write(FormattableString.Invariant($"\e[{_prompt.Length + _cursor - start}C"));
        }

        terminal.Output.Flush();
    }
}
