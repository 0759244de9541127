namespace Lake.Text;

/// <summary>A span of a source; prints as <c>path:line:column</c>, the form that terminals and editors open.</summary>
public sealed record Location(SourceFile Source, TextSpan Span)
{
    public LinePosition Start => Source.GetPosition(Span.Start);

    public LinePosition End => Source.GetPosition(Span.End);

    public override string ToString() => $"{Source.Path}:{Start}";
}
