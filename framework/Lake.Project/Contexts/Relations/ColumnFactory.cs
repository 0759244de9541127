using System.Globalization;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Relations;

/// <summary><c>api.Column</c>: makes columns and spells types for the target.</summary>
/// <param name="adapterType">The target's type.</param>
internal sealed class ColumnFactory(string adapterType) : JinjaObject
{
    public override string TypeName => "type";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments) => Create(arguments);

    /// <summary>The target's word for one of dbt's types; other names stay as they are.</summary>
    public string Translate(string type)
    {
        var upper = type.ToUpperInvariant();
        return (upper, adapterType) switch
        {
            ("STRING", "trino") => "VARCHAR",
            ("FLOAT", "trino") => "DOUBLE",
            ("STRING", _) => "TEXT",
            _ => type,
        };
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "create" => new NativeFunction(name, Create),
            "from_description" => new NativeFunction(name, a => new ColumnValue(a.Text(0, "name"), a.Text(1, "raw_data_type"), adapterType)),
            "translate_type" => new NativeFunction(name, a => Translate(a.Text(0, "dtype"))),
            "string_type" => new NativeFunction(name, a => adapterType == "trino" ? $"varchar({a.Text(0, "size")})" : $"character varying({a.Text(0, "size")})"),
            "numeric_type" => new NativeFunction(name, NumericType),
            "TYPE_LABELS" => new PyDict { { "STRING", Translate("STRING") } },
            _ => null,
        };
        return value is not null;
    }

    private static string NumericType(CallArguments arguments)
    {
        var (precision, scale) = (arguments.Optional(1, "precision"), arguments.Optional(2, "scale"));
        var name = arguments.Text(0, "dtype");
        return precision is null || scale is null ? name : $"{name}({PyText.Of(precision)},{PyText.Of(scale)})";
    }

    private ColumnValue Create(CallArguments arguments)
    {
        var (name, type) = (arguments.Text(0, arguments.TryGetKeyword("name", out _) ? "name" : "column"), arguments.Text(1, arguments.TryGetKeyword("label_or_dtype", out _) ? "label_or_dtype" : "dtype"));
        var translated = Translate(type);
        if (arguments.TryGetKeyword("char_size", out var size) && size is long length)
        {
            translated += $"({length.ToString(CultureInfo.InvariantCulture)})";
        }

        return new ColumnValue(name, translated, adapterType);
    }
}
