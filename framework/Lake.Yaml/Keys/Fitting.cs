using System.Numerics;
using Lake.Yaml.Tree;

namespace Lake.Yaml.Keys;

internal static class Fitting
{
    /// <summary>Whether the value is nothing, or a template that is not rendered yet and can become anything.</summary>
    public static bool IsOpen(YamlNode value) =>
        value is YamlScalar { Value: null } || (value is YamlScalar { Value: string text } && text.Contains("{{", StringComparison.Ordinal));

    /// <summary>The shape, or the one among its options, that the value has at its first level; null when none has.</summary>
    public static Shape? Option(Shape shape, YamlNode value) => shape switch
    {
        EitherShape either => either.Options.Select(o => Option(o, value)).FirstOrDefault(o => o is not null),
        AnyShape => shape,
        ScalarShape scalar => value is YamlScalar found && (scalar.Kinds & Kind(found)) != 0 ? shape : null,
        WordShape or OtherTextShape => value is YamlScalar { Value: string } ? shape : null,
        ListShape => value is YamlSequence ? shape : null,
        MapShape or MappingShape => value is YamlMapping ? shape : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ScalarKinds Kind(YamlScalar scalar) => scalar.Value switch
    {
        null => ScalarKinds.Null,
        string => ScalarKinds.Text,
        bool => ScalarKinds.Boolean,
        long or BigInteger => ScalarKinds.Integer,
        double => ScalarKinds.Decimal,
        DateOnly or DateTime or DateTimeOffset => ScalarKinds.Date,
        _ => ScalarKinds.None,
    };
}
