using System.Collections.Immutable;
using Lake.Jinja.Errors;
using Lake.Jinja.Globals;
using Lake.Text;

namespace Lake.Jinja.Evaluation;

/// <summary>What is known of the error that is on its way out.</summary>
internal sealed class Failure
{
    private const int MostFrames = 32;
    private readonly List<RelatedPlace> _stack = [];
    private Exception? _error;
    private CallSite? _site;
    private ImmutableArray<NamedValue> _values = [];
    private string? _hint;

    public void Note(Exception error, CallSite site, Activation activation)
    {
        if (ReferenceEquals(error, _error) || error is not (JinjaError or DiagnosticException))
        {
            return;
        }

        (_error, _site, _hint) = (error, site, null);
        _stack.Clear();
        _values = site.Values(activation);
        if (error is JinjaError { Kind: ErrorKind.UndefinedError, Hint: null } && site.RootName is { } name)
        {
            _hint = Spelling.Hint(name, site.VisibleNames(activation));
        }

        for (var frame = activation.Session.Top; frame is not null && _stack.Count < MostFrames; frame = frame.Caller)
        {
            if (frame.Site is { } place)
            {
                _stack.Add(new RelatedPlace(place, $"in the call of {frame.Macro}"));
            }
        }
    }

    /// <summary>The error as the user gets it; null when it is none of a template's.</summary>
    public DiagnosticException? Explain(Exception error) => error switch
    {
        JinjaError e => Wrap(e),
        DiagnosticException e => Wrap(e),
        ReturnException => JinjaRules.Runtime.Error(null, "return() was called outside of a macro", "write the value itself, or move the code into a macro"),
        InsufficientExecutionStackException => Wrap(new JinjaError(ErrorKind.RecursionError, "maximum recursion depth exceeded", error)),
        _ => null,
    };

    private DiagnosticException Wrap(JinjaError error)
    {
        var isKnown = ReferenceEquals(error, _error);
        var diagnostic = JinjaRules.For(error.Kind).At(isKnown ? _site?.Location : null, error.Message, error.Hint ?? (isKnown ? _hint : null) ?? RuntimeHints.Of(error.Message, isKnown ? _site?.RootName : null));
        return new DiagnosticException(isKnown ? diagnostic with { Values = _values, Related = [.. _stack] } : diagnostic, error);
    }

    /// <summary>Adds place and stack to a diagnostic that a function threw.</summary>
    private DiagnosticException Wrap(DiagnosticException error)
    {
        if (!ReferenceEquals(error, _error))
        {
            return error;
        }

        var first = error.Diagnostic with { Related = [.. error.Diagnostic.Related, .. _stack] };
        if (first.Location is null)
        {
            first = first with { Location = _site?.Location, Values = _values };
        }
        else if (_site is { } site && site.Location != first.Location)
        {
            first = first with { Related = [.. error.Diagnostic.Related, new RelatedPlace(site.Location, "called here"), .. _stack] };
        }

        return new DiagnosticException(error.Diagnostics.SetItem(0, first), error);
    }
}
