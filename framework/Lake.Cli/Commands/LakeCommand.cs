using System.CommandLine;

namespace Lake.Cli.Commands;

/// <summary>A command with examples, which its help shows last.</summary>
internal sealed class LakeCommand(string name, string description, IReadOnlyList<string> examples)
    : Command(name, description)
{
    /// <summary>Whole command lines, each with a comment after <c>#</c> where it needs one.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    public LakeCommand With(params IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            Add(option);
        }

        return this;
    }
}
