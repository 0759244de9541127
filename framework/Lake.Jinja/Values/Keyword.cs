namespace Lake.Jinja.Values;

/// <summary>A keyword argument of a call.</summary>
public readonly record struct Keyword(string Name, object? Value);
