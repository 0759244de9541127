using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>modules.re</c>.</summary>
internal static class ReModule
{
    private static readonly (string Name, string Letter, long Value)[] Flags =
    [
        ("IGNORECASE", "I", 2), ("LOCALE", "L", 4), ("MULTILINE", "M", 8), ("DOTALL", "S", 16), ("UNICODE", "U", 32), ("VERBOSE", "X", 64), ("ASCII", "A", 256),
    ];

    public static PyDict Create()
    {
        var module = new PyDict(ReFunctions.OfModule());
        module["compile"] = NativeFunction.Create("compile", "pattern, flags=0", a => RePattern.Of(a[0], a[1]));
        module["escape"] = NativeFunction.Create("escape", "pattern", a => ReFunctions.Escape(RePattern.Subject(a[0])));
        module["purge"] = Members.Method("purge", () => null);
        module["NOFLAG"] = PyBox.Of(0);
        foreach (var (name, letter, value) in Flags)
        {
            module[name] = module[letter] = PyBox.Of(value);
        }

        return module;
    }
}
