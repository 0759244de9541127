namespace Lake.Loader.Scanning;

/// <summary>How a line ends.</summary>
internal enum LineEnd
{
    /// <summary>The file ends there.</summary>
    None,
    Lf,
    CrLf,
    Cr,
}
