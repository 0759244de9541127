namespace Lake.Text;

/// <summary>A range of UTF-16 code units in one source text; empty spans mark a place between two characters.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest span that covers both.</summary>
    public static TextSpan Cover(TextSpan first, TextSpan second) =>
        FromBounds(Math.Min(first.Start, second.Start), Math.Max(first.End, second.End));

    public bool Contains(int offset) => offset >= Start && offset < End;

    public TextSpan Shift(int offset) => this with { Start = Start + offset };
}
