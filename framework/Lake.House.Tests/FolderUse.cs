namespace Lake.House.Tests;

/// <summary>A file of one folder of a library that names a type of another; <c>.</c> is the library's own folder.</summary>
internal sealed record FolderUse(string From, string To, string File, string Type);
