using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>The SQL of a node, ephemeral models put in as common table expressions.</summary>
/// <param name="Code">The whole text.</param>
/// <param name="Pieces">Which stretch of it was rendered from which node, in order.</param>
/// <param name="Ephemerals">The models put in, in the order in which they stand.</param>
public sealed record CompiledNode(
    CodeNode Node, string Code, ImmutableArray<CodePiece> Pieces, ImmutableArray<RenderedCode> Ephemerals)
{
    /// <summary>Unique ids of the macros that the node called.</summary>
    public ImmutableArray<string> Macros { get; init; } = [];

    /// <summary>The text of the common table expression that stands for an ephemeral model.</summary>
    public static string ExpressionOf(RenderedCode ephemeral) => CteInjection.Expression(ephemeral.Node, ephemeral.Text);

    /// <summary>The place in the project's files that produced a character of <see cref="Code"/>; null for injected SQL.</summary>
    public CodeOrigin? Locate(int offset)
    {
        foreach (var piece in Pieces)
        {
            if (offset >= piece.Start && offset < piece.Start + piece.Length)
            {
                return piece.Code.Locate(piece.SourceStart + offset - piece.Start);
            }
        }

        // The end of the input belongs to the last piece.
        return offset >= Code.Length && offset > 0 ? Locate(Code.Length - 1) : null;
    }
}

/// <param name="Start">Offset in the compiled text.</param>
/// <param name="SourceStart">Offset of the same character in the rendered text of <paramref name="Code"/>.</param>
public sealed record CodePiece(int Start, int Length, RenderedCode Code, int SourceStart);

/// <summary>Where SQL came from: the place in the node's own file, and the macro's place when a macro wrote it.</summary>
public sealed record CodeOrigin(Location Location, Location? Macro);
