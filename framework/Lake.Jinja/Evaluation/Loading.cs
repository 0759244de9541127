using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>Finds the templates that others include, import or extend.</summary>
internal static class Loading
{
    public static readonly NameScope NoNames = new DictionaryScope(new Dictionary<string, object?>());

    /// <summary>By name, or the first that exists of several; null when missing ones are ignored.</summary>
    public static Template? Find(object? name, Module module, bool ignoresMissing)
    {
        if (name is Undefined undefined)
        {
            throw undefined.Error();
        }

        var loader = module.Context.Loader ?? throw JinjaError.Type("no loader for this environment specified");
        if (name is PySequence names)
        {
            foreach (var item in PyIteration.Items(names))
            {
                if (loader(PyText.Of(item)) is { } found)
                {
                    return found;
                }
            }

            return ignoresMissing ? null : throw new JinjaError(
                ErrorKind.TemplateNotFound,
                "none of the templates given were found: " + string.Join(", ", PyIteration.Items(names).Select(PyText.Of)));
        }

        return loader(PyText.Of(name))
            ?? (ignoresMissing ? null : throw new JinjaError(ErrorKind.TemplateNotFound, PyText.Of(name)));
    }
}
