using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>modules.pytz</c>.</summary>
internal static class PytzModule
{
    public static PyDict Create() => new(new Dictionary<string, object?>
    {
        ["timezone"] = NativeFunction.Create("timezone", "zone", a => PyTimeZone.Find(PyText.Of(a[0]))
            ?? throw new JinjaError(ErrorKind.KeyError, PyRepr.Of(a[0]))),
        ["utc"] = PyTimeZone.PytzUtc,
        ["FixedOffset"] = NativeFunction.Create("FixedOffset", "offset", a => PyTimeZone.PytzFixed(PyNumber.ToInt(a[0]))),
        ["all_timezones"] = new PyList(Names()),
        ["common_timezones"] = new PyList(Names()),
    });

    private static IEnumerable<object?> Names() =>
        TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Select(zone => zone.Id).Order(StringComparer.Ordinal);
}
