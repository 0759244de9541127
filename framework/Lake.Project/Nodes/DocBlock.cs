using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A <c>{% docs %}</c> block.</summary>
public sealed record DocBlock(string UniqueId, string Name, string PackageName, string Path, string OriginalFilePath, Location Location, string Contents);
