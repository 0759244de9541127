using System.Collections.Immutable;

namespace Lake.Yaml.Keys;

/// <summary>What may stand behind a key.</summary>
public abstract record Shape
{
    /// <summary>A date is a text as it was written.</summary>
    public static readonly Shape Text = new ScalarShape(ScalarKinds.Text | ScalarKinds.Date, "text");

    public static readonly Shape Character = new ScalarShape(ScalarKinds.Text, "one character") { IsCharacter = true };

    public static readonly Shape Boolean = new ScalarShape(ScalarKinds.Boolean, "true or false");

    public static readonly Shape Integer = new ScalarShape(ScalarKinds.Integer, "a whole number");

    /// <summary>Numbers are taken as they were written.</summary>
    public static readonly Shape TextOrNumber = new ScalarShape(
        ScalarKinds.Text | ScalarKinds.Integer | ScalarKinds.Decimal | ScalarKinds.Date, "text or a number");

    public static readonly Shape Scalar = new ScalarShape(
        ScalarKinds.Text | ScalarKinds.Boolean | ScalarKinds.Integer | ScalarKinds.Decimal | ScalarKinds.Date | ScalarKinds.Null, "text");

    public static readonly Shape Anything = new AnyShape();

    public static readonly Shape Texts = ListOf(Text).Or(Text, "text or a list of texts");

    public static readonly Shape List = new ListShape(Anything);

    public static readonly Shape Map = new MapShape(Anything);

    /// <summary>In words, for messages and pages.</summary>
    public string Phrase => Named ?? Words;

    /// <summary>In other words than the shape has by itself.</summary>
    public string? Named { get; init; }

    protected abstract string Words { get; }

    public Shape As(string phrase) => this with { Named = phrase };

    public static Shape ListOf(Shape item) => new ListShape(item);

    /// <summary>Any names, with such values.</summary>
    public static Shape MapOf(Shape value) => new MapShape(value);

    public static Shape Of(KeySet keys) => new MappingShape(keys);

    /// <summary>Keys that are named later, since they hold each other.</summary>
    public static Shape Of(Func<KeySet> keys) => new MappingShape(keys);

    public static Shape Word(params ImmutableArray<string> words) => new WordShape(words);

    public static Shape TextOtherThan(params ImmutableArray<string> words) => new OtherTextShape(words);

    public static Shape WordInAnyCase(params ImmutableArray<string> words) => new WordShape(words, IgnoresCase: true);

    /// <summary>Whether a value of that kind can be of this shape.</summary>
    internal bool Takes(ScalarKinds kind) => this switch
    {
        ScalarShape scalar => (scalar.Kinds & kind) != 0,
        WordShape or OtherTextShape => kind == ScalarKinds.Text,
        EitherShape either => either.Options.Any(option => option.Takes(kind)),
        AnyShape => true,
        _ => false,
    };

    /// <summary>Of the mapping, or of the mappings in a list, that has this shape.</summary>
    internal KeySet? Inner => this switch
    {
        MappingShape mapping => mapping.Keys,
        ListShape list => list.Item.Inner,
        EitherShape either => either.Options.Select(option => option.Inner).FirstOrDefault(keys => keys is not null),
        _ => null,
    };

    /// <summary>Written as the other shape, if not as this one.</summary>
    public Shape Or(Shape other, string? phrase = null) => new EitherShape([this, other]) { Named = phrase };
}

public sealed record ScalarShape(ScalarKinds Kinds, string Kind) : Shape
{
    public bool IsCharacter { get; init; }

    protected override string Words => Kind;
}

/// <summary>One of a few texts.</summary>
public sealed record WordShape(ImmutableArray<string> Choices, bool IgnoresCase = false) : Shape
{
    protected override string Words => $"one of {string.Join(", ", Choices)}";

    public bool Takes(string text) =>
        Choices.Contains(text, IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}

/// <summary>A text that is none of a few.</summary>
public sealed record OtherTextShape(ImmutableArray<string> Taken) : Shape
{
    protected override string Words => $"text other than {string.Join(", ", Taken)}";
}

public sealed record ListShape(Shape Item) : Shape
{
    protected override string Words => "a list (lines that begin with '- ')";
}

/// <summary>A mapping whose keys are names that the user gives.</summary>
public sealed record MapShape(Shape Value) : Shape
{
    protected override string Words => "a mapping (indented 'key: value' lines)";
}

/// <summary>A mapping whose keys are known.</summary>
public sealed record MappingShape : Shape
{
    private readonly Lazy<KeySet> _keys;

    public MappingShape(KeySet keys) => _keys = new Lazy<KeySet>(keys);

    public MappingShape(Func<KeySet> keys) => _keys = new Lazy<KeySet>(keys);

    public KeySet Keys => _keys.Value;

    protected override string Words => "a mapping (indented 'key: value' lines)";
}

/// <summary>The first that fits.</summary>
public sealed record EitherShape(ImmutableArray<Shape> Options) : Shape
{
    protected override string Words => string.Join(" or ", Options.Select(o => o.Phrase));
}

public sealed record AnyShape : Shape
{
    protected override string Words => "anything";
}
