using System.Collections.Immutable;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary>A macro or the body of a call block, ready to be called.</summary>
internal sealed class CompiledMacro
{
    /// <summary>Null for the body of a call block.</summary>
    public required string? Name { get; init; }

    public required CompiledBody Body { get; init; }

    public required string[] Parameters { get; init; }

    /// <summary>The slot of each parameter.</summary>
    public required int[] Slots { get; init; }

    /// <summary>Evaluated within the macro; null where the argument is required.</summary>
    public required Expression?[] Defaults { get; init; }

    /// <summary>-1 when the body does not ask for it.</summary>
    public required int CallerSlot { get; init; }

    public required int KeywordsSlot { get; init; }

    public required int VarargsSlot { get; init; }

    public required bool HasExplicitCaller { get; init; }

    public required bool IsNative { get; init; }

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
