using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>What dbt gives templates as <c>modules</c>.</summary>
public static class PyModules
{
    /// <summary>New dictionaries each time, since templates can change them.</summary>
    public static PyDict Create() => new(new Dictionary<string, object?>
    {
        ["pytz"] = PytzModule.Create(),
        ["datetime"] = DateTimeModule.Create(),
        ["re"] = ReModule.Create(),
        ["itertools"] = ItertoolsModule.Create(),
    });
}
