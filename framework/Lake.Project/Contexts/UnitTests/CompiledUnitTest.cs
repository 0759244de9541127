using Lake.Project.Contexts.Compiling;
using Lake.Project.Nodes;

namespace Lake.Project.Contexts.UnitTests;

/// <param name="Test">The test.</param>
/// <param name="Model">What it tests.</param>
/// <param name="Query">The model's query over the given rows.</param>
/// <param name="Context">In which it was rendered.</param>
public sealed record CompiledUnitTest(UnitTestNode Test, CodeNode Model, CompiledNode Query, NodeContext Context);
