using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A node that something executes: it has SQL with Jinja (seeds: a file of rows) and a relation name.</summary>
public abstract class CodeNode : Node
{
    private Template? _template;

    protected CodeNode()
    {
    }

    [SetsRequiredMembers]
    private protected CodeNode(CodeHead head)
        : base(head.Node) =>
        (Code, CodeSpan, CodePlace, Language, Checksum) = (head.Code, head.CodeSpan, head.CodePlace, head.Language, head.Checksum);

    /// <summary>The file that holds the template; generic tests have one of their own.</summary>
    public required SourceFile Code { get; init; }

    /// <summary>The template's part of <see cref="Code"/>, without surrounding white space.</summary>
    public required TextSpan CodeSpan { get; init; }

    /// <summary>Where YAML stands for code that is in no file, as the relation of a declared snapshot does; else null.</summary>
    public Location? CodePlace { get; init; }

    /// <summary>The code, parsed (at the latest when asked for); spans are those of <see cref="Code"/>. Null for seeds.</summary>
    public Template? Template
    {
        get => this is SeedNode ? null : _template ??= Template.Parse(Code, CodeSpan, JinjaOptions.Dbt);
        init => _template = value;
    }

    public string RawCode => Code.GetText(CodeSpan);

    public string Language { get; init; } = "sql";

    public string Database { get; internal set; } = "";

    public string Schema { get; internal set; } = "";

    public string Alias { get; internal set; } = "";

    /// <summary>Of the content; none for generic tests.</summary>
    public Checksum Checksum { get; init; } = Checksum.None;

    /// <summary>Model-level constraints as written.</summary>
    public ValueList Constraints { get; internal set; } = ValueList.Empty;

    /// <summary>What <c>config(…)</c> in the SQL said.</summary>
    public ValueMap ConfigCall { get; internal set; } = ValueMap.Empty;

    /// <summary>What a property file says, and where; null without one.</summary>
    internal PatchedConfig? Patched { get; set; }

    /// <summary>The root's project file.</summary>
    internal SourceFile? ProjectFile { get; set; }

    /// <summary>Where a configuration key of the node was written; the node's own place when it was not.</summary>
    public Location PlaceOfConfig(string key) => ProjectFile is null ? Location : ConfigPlace.Find(this, key, Patched, ProjectFile);

    public bool IsEphemeral => Config.Materialized == "ephemeral" && this is ModelNode;

    /// <summary>Its group; that of the tested node for a generic test.</summary>
    public string? Group { get; internal set; }

    /// <summary>The tests that decide whether this node's data may be published.</summary>
    public ImmutableArray<string> TestIds { get; internal set; } = [];
}
