namespace Lake.Jinja;

/// <param name="Text">The output.</param>
/// <param name="SourceMap">Where each character of it came from; empty unless asked for.</param>
public sealed record RenderResult(string Text, SourceMap SourceMap);
