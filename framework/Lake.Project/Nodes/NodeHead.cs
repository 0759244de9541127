using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>What is known of every node from the beginning.</summary>
internal readonly record struct NodeHead(
    string UniqueId, string Name, string PackageName, string Path, string OriginalFilePath, SourceFile Source, TextSpan Span, ImmutableArray<string> Fqn);

/// <summary>The same of a node with code.</summary>
internal readonly record struct CodeHead(
    NodeHead Node, SourceFile Code, TextSpan CodeSpan, Location? CodePlace, string Language, Checksum Checksum);
