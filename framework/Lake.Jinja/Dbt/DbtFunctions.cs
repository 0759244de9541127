using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lake.Jinja.Dbt.Yaml;
using Lake.Jinja.Errors;
using Lake.Jinja.Globals;
using Lake.Jinja.Values;
using YamlDotNet.Core;

namespace Lake.Jinja.Dbt;

/// <summary>The functions that dbt puts into every context and that need nothing of a project.</summary>
public static class DbtFunctions
{
    private static readonly Dictionary<string, object?> Functions = new()
    {
        ["return"] = ReturnFunction.Instance,
        ["fromjson"] = NativeFunction.Create("fromjson", "string, default=None", a => FromJson(a[0], a[1])),
        ["tojson"] = NativeFunction.Create("tojson", "value, default=None, sort_keys=False", a => OrDefault(() => PyJsonWriter.Write(a[0], PyValue.IsTrue(a[2])), a[1])),
        ["fromyaml"] = NativeFunction.Create("fromyaml", "value, default=None", a => OrDefault(() => ReadYaml(a[0]), a[1])),
        ["toyaml"] = NativeFunction.Create("toyaml", "value, default=None, sort_keys=False", a => OrDefault(() => PyYamlWriter.Write(a[0], PyValue.IsTrue(a[2])), a[1])),
        ["set"] = NativeFunction.Create("set", "value, default=None", a => OrDefault(() => new PySet(PyIteration.Items(a[0])), a[1], ErrorKind.TypeError)),
        ["set_strict"] = NativeFunction.Create("set_strict", "value", a => Strict(() => new PySet(PyIteration.Items(a[0])))),
        ["zip"] = new NativeFunction("zip", ZipOrDefault),
        ["zip_strict"] = NativeFunction.Create("zip_strict", "*args", a => Strict(() => Zip(PyIteration.ToArray(a[0])))),
        ["local_md5"] = NativeFunction.Create("local_md5", "value", a => Md5(a[0])),
        ["diff_of_two_dicts"] = NativeFunction.Create("diff_of_two_dicts", "dict_a, dict_b", a => Difference(Dict(a[0]), Dict(a[1]))),
    };

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, object?> All => Functions;

    /// <summary>The value that the text means, or the other one where it is no JSON; throws a type error for what is no text.</summary>
    public static object? FromJson(object? text, object? otherwise = null) => OrDefault(
        () => PyJsonReader.Read(text is PyBytes bytes ? bytes.Decode("utf-8") : Text(text, "the JSON object must be str, bytes or bytearray, not ")), otherwise);

    private static object? OrDefault(Func<object?> read, object? otherwise, ErrorKind forgiven = ErrorKind.ValueError)
    {
        try
        {
            return read();
        }
        catch (JinjaError error) when (error.Kind == forgiven)
        {
            return otherwise;
        }
        catch (YamlException)
        {
            return otherwise;
        }
    }

    private static object? Strict(Func<object?> make)
    {
        try
        {
            return make();
        }
        catch (JinjaError error) when (error.Kind == ErrorKind.TypeError)
        {
            throw JinjaError.User(error.Message);
        }
    }

    private static object? ReadYaml(object? value) => value switch
    {
        string text => PyYamlReader.Read(text),
        PyBytes bytes => PyYamlReader.Read(bytes.Decode("utf-8")),
        ParseUndefined => throw JinjaError.Type("a string or stream input is required"),
        Undefined undefined => throw undefined.Error(),
        _ => throw JinjaError.Type("a string or stream input is required"),
    };

    private static string Text(object? value, string complaint) =>
        value as string ?? (value as Markup)?.Value ?? throw JinjaError.Type(complaint + PyValue.TypeName(value));

    /// <summary>The default has no position, as everything with one is zipped.</summary>
    private static object? ZipOrDefault(CallArguments arguments)
    {
        object? otherwise = null;
        foreach (var keyword in arguments.Keywords)
        {
            otherwise = keyword.Name == "default"
                ? keyword.Value
                : throw JinjaError.Type($"zip() got an unexpected keyword argument '{keyword.Name}'");
        }

        return OrDefault(() => Zip(arguments.Positional), otherwise, ErrorKind.TypeError);
    }

    private static PyIterator Zip(object?[] iterables)
    {
        var iterators = iterables.Select((iterable, index) => PyIteration.IsIterable(iterable)
            ? PyIteration.Iterator(iterable)
            : throw JinjaError.Type($"'{PyValue.TypeName(iterable)}' object is not iterable")).ToArray();
        return new PyIterator(Rows(iterators), "zip");
    }

    private static IEnumerable<object?> Rows(IEnumerator<object?>[] columns)
    {
        while (columns.Length > 0 && Array.TrueForAll(columns, column => column.MoveNext()))
        {
            yield return new PyTuple([.. columns.Select(column => column.Current)]);
        }
    }

    private static string Md5(object? value)
    {
        var text = value is string or Markup
            ? PyText.Of(value)
            : throw (value is Undefined and not ParseUndefined ? (Undefined)value : null)?.Error() ?? new JinjaError(ErrorKind.AttributeError, $"'{PyValue.TypeName(value)}' object has no attribute 'encode'");
#pragma warning disable CA5351 // dbt's function is MD5; nothing is protected by it.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private static PyDict Dict(object? value) => value as PyDict
        ?? throw new JinjaError(ErrorKind.AttributeError, $"'{PyValue.TypeName(value)}' object has no attribute 'items'");

    /// <summary>What the first dict of lists has and the second lacks, whatever the case of the letters.</summary>
    private static PyDict Difference(PyDict first, PyDict second)
    {
        var known = second.ToDictionary(
            entry => Fold(entry.Key), entry => PyIteration.Items(entry.Value).Select(Fold).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var result = new PyDict();
        foreach (var (key, items) in first)
        {
            if (!known.TryGetValue(Fold(key), out var others))
            {
                result[key] = items;
            }
            else if (PyIteration.Items(items).Where(item => !others.Contains(Fold(item))).ToList() is { Count: > 0 } rest)
            {
                result[key] = PyList.Own(rest);
            }
        }

        return result;
    }

    private static string Fold(object? value) => Text(value, "not a str: ").ToLower(CultureInfo.InvariantCulture);
}
