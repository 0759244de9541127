using System.Security.Cryptography;
using System.Text;
using Lake.Jinja;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary>Small functions of dbt's base context that know nothing of a project.</summary>
internal static class PythonFunctions
{
    public static object? Set(CallArguments arguments) =>
        Lenient(arguments, () => new PySet(Arguments.Items(arguments.Required(0, "value"))));

    public static object? SetStrict(CallArguments arguments) => new PySet(Arguments.Items(arguments.Required(0, "value")));

    public static object? Zip(CallArguments arguments) => Lenient(arguments, () => ZipStrict(arguments));

    public static object? ZipStrict(CallArguments arguments)
    {
        var lists = arguments.Positional.Select(a => Arguments.Items(a).ToList()).ToList();
        var length = lists.Count == 0 ? 0 : lists.Min(l => l.Count);
        return new PyList(Enumerable.Range(0, length).Select(i => new PyTuple([.. lists.Select(l => l[i])])));
    }

    public static object? LocalMd5(CallArguments arguments) => Md5(arguments.Text(0, "value"));

#pragma warning disable CA5351 // Names and keys that dbt derives with MD5 must come out the same.
    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    /// <summary>What the first dict of lists has that the second lacks.</summary>
    public static object? DiffOfTwoDicts(CallArguments arguments)
    {
        var (a, b) = (arguments.Required(0, "dict_a") as PyDict, arguments.Required(1, "dict_b") as PyDict);
        if (a is null || b is null)
        {
            throw JinjaError.Type("diff_of_two_dicts takes two dicts");
        }

        var others = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in b)
        {
            others[PyText.Of(key)] = Arguments.Items(value).Select(PyText.Of).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }

        var difference = new PyDict();
        foreach (var (key, value) in a)
        {
            var known = others.GetValueOrDefault(PyText.Of(key)) ?? [];
            var rest = Arguments.Items(value).Where(v => !known.Contains(PyText.Of(v))).ToList();
            if (rest.Count > 0)
            {
                difference[key] = new PyList(rest);
            }
        }

        return difference;
    }

    private static object? Lenient(CallArguments arguments, Func<object?> make)
    {
        try
        {
            return make();
        }
        catch (JinjaError error) when (error.Kind == ErrorKind.TypeError)
        {
            return arguments.TryGetKeyword("default", out var fallback) ? fallback : null;
        }
    }
}
