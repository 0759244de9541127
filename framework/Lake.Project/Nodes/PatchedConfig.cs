using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>The configuration that a property file gives a node, and the place of the node's name there.</summary>
internal sealed record PatchedConfig(ValueMap Config, Location Name);
