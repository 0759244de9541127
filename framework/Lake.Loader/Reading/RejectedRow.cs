namespace Lake.Loader.Reading;

/// <summary>A row that could not be loaded.</summary>
/// <param name="File">Its name.</param>
/// <param name="Line">Null for rows of databases.</param>
internal sealed record RejectedRow(string File, long? Line, string Text);
