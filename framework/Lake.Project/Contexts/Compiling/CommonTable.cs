namespace Lake.Project.Contexts.Compiling;

/// <summary>A common table expression to stand in front of a query.</summary>
/// <param name="Code">Where the text was rendered from; null for text that is in no file.</param>
internal sealed record CommonTable(string Name, string Text, RenderedCode? Code);
