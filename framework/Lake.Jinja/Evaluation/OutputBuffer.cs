using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// All text a rendering writes. A capture (block set, macro, filter block) is the tail from a mark on, cut off at its end.
/// </summary>
internal sealed class OutputBuffer(int limit, MapBuilder? map)
{
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static char[]? _spare;

    private char[] _chars = TakeSpare();
    private JinjaError? _refusal;
    private int _refusedAt;

    public int Length { get; private set; }

    /// <summary>Native rendering collects values instead of text; null otherwise.</summary>
    public List<object?>? Values { get; set; }

    /// <summary>The values of the whole native rendering, not of a capture in it.</summary>
    public List<object?>? Result { get; set; }

    /// <summary>
    /// A part of a native rendering. dbt looks at two parts of the result before it makes text of them, then of each as
    /// it comes: a list that changes later has been printed as it was.
    /// </summary>
    public void AddPart(object? value)
    {
        Values?.Add(value);
        if (Values is { Count: >= 2 } parts && ReferenceEquals(parts, Result))
        {
            parts[0] = parts.Count == 2 ? PyText.Of(parts[0]) : parts[0];
            parts[^1] = PyText.Of(value);
        }
    }

    /// <summary>Text that a rendering has made: when it was captured, the map leads to where.</summary>
    public void Append(string text)
    {
        map?.Splice(text, Length);
        AppendLiteral(text);
    }

    /// <summary>Text of the template.</summary>
    public void AppendLiteral(ReadOnlySpan<char> text)
    {
        var length = Length;
        if (text.Length > _chars.Length - length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars.AsSpan(length));
        Length = length + text.Length;
    }

    /// <summary>Null when nobody asked for a source map.</summary>
    public MapBuilder? Map => map;

    public void AppendValue(object? value)
    {
        if (value is string text)
        {
            Append(text);
        }
        else if (value is long number)
        {
            Append(number);
        }
        else
        {
            Append(PyText.Of(value));
        }
    }

    public void Append(long number)
    {
        if (_chars.Length - Length < 20)
        {
            Grow(20);
        }

        number.TryFormat(_chars.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>
    /// What must be text already. Python finds out that it is not when it joins the parts: what comes in between may
    /// fail first.
    /// </summary>
    public void AppendRaw(object? value, CallSite site, Activation a)
    {
        if (value is string or Markup or NativeMarker)
        {
            Append(PyText.Of(value));
        }
        else if (_refusal is null)
        {
            (_refusal, _refusedAt) = (JinjaError.Type($"sequence item 0: expected str instance, {PyValue.TypeName(value)} found"), Length);
            site.Note(_refusal, a);

            // Stands for the part, so that captures behind it begin after it.
            AppendLiteral("\0");
        }
    }

    /// <summary>All text; throws if something in it was refused.</summary>
    public override string ToString() => _refusal is null ? new(_chars, 0, Length) : throw _refusal;

    /// <summary>Cuts the text from a mark off and gives it; throws if something in it was refused.</summary>
    public string Cut(int mark)
    {
        if (_refusal is { } refusal && _refusedAt >= mark)
        {
            Drop(mark);
            throw refusal;
        }

        var text = new string(_chars, mark, Length - mark);
        map?.Cut(mark, text);
        Length = mark;
        return text;
    }

    /// <summary>Throws the text from a mark on away.</summary>
    public void Drop(int mark)
    {
        _refusal = _refusedAt >= mark ? null : _refusal;
        map?.Drop(mark);
        Length = mark;
    }

    /// <summary>Leaves the buffer to the thread's next rendering.</summary>
    public void Release()
    {
        if (_chars.Length <= LargestKept)
        {
            _spare = _chars;
        }

        _chars = [];
    }

    private static char[] TakeSpare()
    {
        var spare = _spare ?? new char[1024];
        _spare = null;
        return spare;
    }

    private void Grow(int needed)
    {
        if (Length + (long)needed > limit)
        {
            throw new JinjaError(ErrorKind.LimitExceeded, $"the output is longer than {limit} characters");
        }

        var size = Math.Max(Math.Max(256, (long)_chars.Length * 2), Length + (long)needed);
        Array.Resize(ref _chars, (int)Math.Min(size, Array.MaxLength));
    }
}
