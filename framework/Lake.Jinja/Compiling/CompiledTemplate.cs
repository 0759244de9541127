using System.Collections.Immutable;
using Lake.Jinja.Evaluation.Statements;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary>A template ready to run.</summary>
/// <param name="NeedsVariables">Whether other parts look at what the top level sets.</param>
/// <param name="OnRender">Why it cannot be rendered as a whole although its definitions are fine.</param>
/// <param name="ParentSlot">Where the parent template is kept; -1 without <c>extends</c>.</param>
internal sealed record CompiledTemplate(
    CompiledBody Body,
    ImmutableArray<CompiledBlock> Blocks,
    bool NeedsVariables,
    int ParentSlot,
    int SelfSlot,
    ImmutableArray<Diagnostic> Diagnostics,
    Diagnostic? OnRender);

/// <summary>The statements of a function and how many variables they need.</summary>
internal sealed record CompiledBody(Statement[] Statements, FrameEntry? Entry, Function Function);

/// <summary>A <c>{% block %}</c>.</summary>
internal sealed record CompiledBlock(string Name, CompiledBody Body, int SelfSlot, int SuperSlot, Template Template);
