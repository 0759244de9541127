using System.Numerics;
using Lake.Project.Values;
using Lake.Yaml.Keys;

namespace Lake.Project.Configs;

/// <summary>Whether a value that was put together has the shape of its key.</summary>
internal static class ConfigShape
{
    public static bool Fits(Shape shape, object value) => shape switch
    {
        AnyShape => true,
        EitherShape either => either.Options.Any(option => Fits(option, value)),
        ScalarShape { IsCharacter: true } => value is string { Length: 1 },
        ScalarShape scalar => (scalar.Kinds & Kind(value)) != 0,
        WordShape or OtherTextShape => value is string,
        ListShape list => value is ValueList items && items.All(item => item is not null && Fits(list.Item, item)),
        MapShape or MappingShape => value is ValueMap,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ScalarKinds Kind(object value) => value switch
    {
        string => ScalarKinds.Text,
        bool => ScalarKinds.Boolean,
        long or BigInteger => ScalarKinds.Integer,
        double => ScalarKinds.Decimal,
        DateOnly or DateTime or DateTimeOffset => ScalarKinds.Date,
        _ => ScalarKinds.None,
    };
}
