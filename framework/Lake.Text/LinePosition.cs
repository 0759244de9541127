namespace Lake.Text;

/// <summary>A place as editors show it: line and column, both counted from 1, columns in UTF-16 code units.</summary>
public readonly record struct LinePosition(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
